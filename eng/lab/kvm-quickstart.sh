#!/bin/sh
# The Quickstart against two real KVM hosts: starts them, runs it, waits until a guest on each host has said on its serial console that it runs,
# shows what virsh sees, and cleans up. Needs root; installs the packages of apt.sh.
# usage: kvm-quickstart.sh                        runs the Quickstart
#        kvm-quickstart.sh COMMAND [ARGUMENT...]  runs that instead; {A}, {B}, {KEY}, {TEMPLATE} and {SHARED} in the arguments are filled in
# LAB_DIR (short; default /tmp/kq<pid>) is where the hosts are, LAB_PATIENCE (default 180) how many seconds the guests may take,
# LAB_HOSTS (default "a b") which hosts must have a guest.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=${LAB_DIR:-/tmp/kq$$}

trap '"$here/kvm-lab.sh" down "$dir"' EXIT
trap 'exit 130' INT TERM HUP
"$here/apt.sh"
"$here/kvm-lab.sh" up "$dir"
. "$dir/lab.env"

if [ $# -eq 0 ]; then
  set -- dotnet run --project "$root/samples/Quickstart" -- --hypervisor kvm --host ssh://root@{A} --host ssh://root@{B} --key {KEY} --template {TEMPLATE} --pool {SHARED}
fi
n=$#
while [ $n -gt 0 ]; do
  argument=$(printf '%s\n' "$1" | sed "s|{A}|$HOST_A|g; s|{B}|$HOST_B|g; s|{KEY}|$KEY|g; s|{TEMPLATE}|$TEMPLATE|g; s|{SHARED}|$SHARED|g")
  shift; set -- "$@" "$argument"; n=$((n - 1))
done
LAB_SHARED=$SHARED "$@"

for host in ${LAB_HOSTS:-a b}; do
  waited=0
  until grep -qs '^TICK' "$dir/$host/log/cloudstack"/*.log; do
    [ $waited -lt "${LAB_PATIENCE:-180}" ] || { echo "No guest of host $host has said that it runs." >&2; exit 1; }
    sleep 1; waited=$((waited + 1))
  done
done
for host in a b; do
  echo "Host $host:"
  virsh -c "qemu+unix:///system?socket=$dir/$host/run/libvirt-sock" list --all
  for log in "$dir/$host/log/cloudstack"/*.log; do
    [ ! -e "$log" ] || { echo "$(basename "$log" .log) says: $(grep -h '^GUEST: up' "$log" | tail -n 1 | tr -d '\r') ... $(tail -n 1 "$log" | tr -d '\r')"; }
  done
done
