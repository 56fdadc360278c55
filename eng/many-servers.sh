#!/usr/bin/env bash
# Several management servers on one MariaDB fill a cloud together, exactly, while one of them is killed each second.
#   eng/many-servers.sh [servers] [hosts] [port]
# Each deploys eight VMs at once, on the simulator. Servers are killed with SIGKILL in turn, and started anew. When nothing fits any more, what the killed
# ones left under way comes to its end, and everything is counted.
set -euo pipefail
cd "$(dirname "$0")/.."
servers=${1:-4} hosts=${2:-16} port=${3:-13318}
dotnet build -c Release tests/CloudStack.Workload -v q --nologo
program=(dotnet tests/CloudStack.Workload/bin/Release/net10.0/CloudStack.Workload.dll)
work=$(mktemp -d)
pids=() lives=()
cleanup() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  eng/lab/mariadb.sh stop "$work/mariadb" || true
  rm -rf "$work"
}
trap cleanup EXIT
eng/lab/mariadb.sh start "$work/mariadb" "$port"
sql() { mariadb --socket="$work/mariadb/socket" -u root -N cloud -e "$1"; }
mariadb --socket="$work/mariadb/socket" -u root -e 'create database cloud'
common=(--database "mysql://root@127.0.0.1:$port/cloud" --state "$work/world")

"${program[@]}" setup "${common[@]}" --hosts "$hosts"
sql "insert into setting (name, value) values ('cluster.memory.allocated.capacity.disablethreshold', '1'), ('cluster.cpu.allocated.capacity.disablethreshold', '1')"
expected=$(sql "select sum(floor(total_memory / (512 * 1048576))) from host_capacity")
echo "== $servers servers, 8 callers each, fill $hosts hosts of 32 GiB with VMs of 512 MiB; $expected fit"

start() { # number; what it prints goes to a file of this life of it
  lives[$1]=$((${lives[$1]:-0} + 1))
  "${program[@]}" fill "${common[@]}" --seed "$1" >"$work/acknowledged-$1-${lives[$1]}" 2>>"$work/log" &
  pids[$1]=$!
}
for ((number = 0; number < servers; number++)); do start $number; done
kills=0 victim=0 begun=$(date +%s)
# Until one finds nothing that fits and ends by itself. The next in turn that has placed something is killed: a machine under load may take longer than a
# second to start one.
while [ "$(jobs -rp | wc -l)" = "$servers" ]; do
  sleep 1
  for ((turn = 1; turn <= servers; turn++)); do
    next=$(((victim + turn) % servers))
    if [ -s "$work/acknowledged-$next-${lives[$next]}" ] && kill -9 "${pids[$next]}" 2>/dev/null; then
      { wait "${pids[$next]}" || true; } 2>/dev/null
      kills=$((kills + 1)) victim=$next
      start $next
      break
    fi
  done
done
# Who ended by itself, and was not killed, found nothing that fits.
for pid in "${pids[@]}"; do wait "$pid"; done
seconds=$(($(date +%s) - begun))
"${program[@]}" finish "${common[@]}"
# What a killed server had claimed for a VM that then failed has come free; nothing has, unless a line follows.
"${program[@]}" fill "${common[@]}" | tee -a "$work/acknowledged-last" | sed 's/^/  placed after the others: /'
"${program[@]}" finish "${common[@]}"

sort "$work"/acknowledged-* >"$work/acknowledged"
sql "select name from vm where state = 'Running' and removed is null" | sort >"$work/running"
running=$(wc -l <"$work/running")
lost=$(uniq "$work/acknowledged" | comm -23 - <(uniq "$work/running") | wc -l)
doubled=$(cat <(uniq -d "$work/acknowledged") <(uniq -d "$work/running") | wc -l)
over=$(sql "select count(*) from host_capacity where used_memory + reserved_memory > total_memory or used_cpu + reserved_cpu > total_cpu")
# 533: no capacity, which is what ends a server's work.
failed=$(sql "select count(*) from job where status = 'Failed' and result_code <> 533")
echo "full after $seconds s and $kills kills: $running of $expected that fit run, $(wc -l <"$work/acknowledged") of them acknowledged by a server that lived to say so"
echo "$lost acknowledged ones lost, $doubled doubled, $over hosts above their capacity, $failed failed for another reason than that"
if [ -s "$work/log" ]; then sed 's/^/  /' "$work/log" | tail -20; fi
[ "$running" = "$expected" ] && [ "$lost" = 0 ] && [ "$doubled" = 0 ] && [ "$over" = 0 ] && [ "$failed" = 0 ]
