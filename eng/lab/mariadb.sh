#!/usr/bin/env bash
# A MariaDB server of one's own, on loopback.
#   mariadb.sh start DIR PORT [mariadbd options...]     DIR/socket and DIR/pid are its own; root has no password
#   mariadb.sh stop DIR
set -euo pipefail
command=$1 dir=$2
case $command in
start)
  port=$3
  shift 3
  mkdir -p "$dir"
  if [ ! -d "$dir/data" ]; then
    mariadb-install-db --no-defaults --user=root --datadir="$dir/data" --auth-root-authentication-method=normal --skip-test-db >"$dir/install.log" 2>&1
  fi
  setsid mariadbd --no-defaults --user=root --datadir="$dir/data" --socket="$dir/socket" --pid-file="$dir/pid" --port="$port" \
    --bind-address=127.0.0.1 --skip-name-resolve --log-error="$dir/server.log" "$@" </dev/null >/dev/null 2>&1 &
  for ((try = 0; try < 600; try++)); do
    mariadb-admin --no-defaults --socket="$dir/socket" -u root ping >/dev/null 2>&1 && exit 0
    sleep 0.1
  done
  tail "$dir/server.log" >&2
  exit 1
  ;;
stop)
  pid=$(cat "$dir/pid")
  kill "$pid"
  # A process that has ended stays listed as a zombie until its parent looks.
  while [ -d "/proc/$pid" ] && [ "$(awk '{ print $3 }' "/proc/$pid/stat" 2>/dev/null)" != Z ]; do sleep 0.1; done
  ;;
*)
  echo "usage: mariadb.sh start DIR PORT [options] | stop DIR" >&2
  exit 2
  ;;
esac
