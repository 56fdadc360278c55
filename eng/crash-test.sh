#!/usr/bin/env bash
# Kills a working cloud again and again, and then reads its books.
#   eng/crash-test.sh [sqlite|mariadb|both] [kills] [vms]
# A program deploys VMs on the simulator with concurrent stops, starts, migrations and destroys; it is killed with SIGKILL at random moments and
# started again on the same database and the same simulated world. At the end nothing may be left between states and every count must be right.
set -euo pipefail
cd "$(dirname "$0")/.."
which=${1:-both} kills=${2:-20} vms=${3:-500}
dotnet build -c Release tests/CloudStack.Workload -v q --nologo
program=(dotnet tests/CloudStack.Workload/bin/Release/net10.0/CloudStack.Workload.dll)

crash() { # name, database
  local name=$1 database=$2 state=$work/$1-world
  echo "== $name: $vms VMs, $kills kills"
  "${program[@]}" setup --database "$database" --state "$state" --hosts 24
  for ((kill = 1; kill <= kills; kill++)); do
    "${program[@]}" work --database "$database" --state "$state" --vms "$vms" --seed "$kill" &
    local pid=$!
    sleep "$(awk -v seed="$kill$RANDOM" 'BEGIN { srand(seed); printf "%.2f", 1.2 + rand() * 2.3 }')"
    if kill -9 "$pid" 2>/dev/null; then echo "  killed ($kill)"; else echo "  ended before kill $kill"; fi
    wait "$pid" 2>/dev/null || true
  done
  "${program[@]}" work --database "$database" --state "$state" --vms "$vms" --seed 0
  "${program[@]}" finish --database "$database" --state "$state"
  echo "  $name: the books are right"
}

work=$(mktemp -d)
cleanup() { if [ -f "$work/mariadb/pid" ]; then eng/lab/mariadb.sh stop "$work/mariadb"; fi; rm -rf "$work"; }
trap cleanup EXIT
if [ "$which" != mariadb ]; then crash SQLite "$work/cloud.db"; fi
if [ "$which" != sqlite ]; then
  eng/lab/mariadb.sh start "$work/mariadb" 13316
  mariadb --socket="$work/mariadb/socket" -u root -e 'create database cloud'
  crash MariaDB "mysql://root@127.0.0.1:13316/cloud"
fi
