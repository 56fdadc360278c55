#!/usr/bin/env bash
# Two management servers on one MariaDB: they fill a cloud together, exactly; then one is killed in the middle of its work and the other goes on with it.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release tests/CloudStack.Workload -v q --nologo
program=(dotnet tests/CloudStack.Workload/bin/Release/net10.0/CloudStack.Workload.dll)
work=$(mktemp -d)
cleanup() { eng/lab/mariadb.sh stop "$work/mariadb" || true; rm -rf "$work"; }
trap cleanup EXIT
eng/lab/mariadb.sh start "$work/mariadb" 13317
sql() { mariadb --socket="$work/mariadb/socket" -u root -N cloud -e "$1"; }
mariadb --socket="$work/mariadb/socket" -u root -e 'create database cloud'
database=mysql://root@127.0.0.1:13317/cloud state=$work/world hosts=4

echo "== two servers fill $hosts hosts of 32 GiB with VMs of 512 MiB"
"${program[@]}" setup --database "$database" --state "$state" --hosts $hosts
sql "insert into setting (name, value) values ('cluster.memory.allocated.capacity.disablethreshold', '1'), ('cluster.cpu.allocated.capacity.disablethreshold', '1')"
"${program[@]}" fill --database "$database" --state "$state" >"$work/a" &
a=$!
"${program[@]}" fill --database "$database" --state "$state" >"$work/b" &
b=$!
wait $a $b
echo "placed $(wc -l <"$work/a") and $(wc -l <"$work/b")"
placed=$(cat "$work/a" "$work/b" | wc -l)
expected=$(sql "select sum(floor(total_memory / (512 * 1048576))) from host_capacity")
over=$(sql "select count(*) from host_capacity where used_memory + reserved_memory > total_memory or used_cpu + reserved_cpu > total_cpu")
echo "placed $placed of $expected that fit; $over hosts above their capacity"
[ "$placed" = "$expected" ] && [ "$over" = 0 ]
"${program[@]}" finish --database "$database" --state "$state"

echo "== one of two servers is killed; the other takes over its jobs"
"${program[@]}" takeover --database "$database" --state "$state"
