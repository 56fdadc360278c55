#!/bin/sh
# Two KVM hosts, a and b, that share a folder and can migrate to each other; one key that logs in to both; a template.
# usage: kvm-lab.sh up DIR [PREFIX NET24]     DIR short, e.g. /tmp/kl1; root
#        kvm-lab.sh down DIR
# What is made: DIR/a and DIR/b (see kvm-host.sh), DIR/key, DIR/shared (the pool at the same path on both), DIR/template.qcow2, and
# DIR/lab.env with PREFIX, HOST_A, HOST_B, KEY, SHARED, TEMPLATE.
# LAB_CACHE (default /var/tmp/cloudstack-lab) keeps the template between runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command=$1 dir=$2

down() {
  [ -e "$dir/lab.env" ] || return 0
  prefix=$(sed -n 's/^PREFIX=//p' "$dir/lab.env")
  for host in a b; do "$here/kvm-host.sh" stop "$host" "$dir/$host" || :; done
  "$here/netlab.sh" down "$prefix" || :
  rm -rf "$dir"
}

template() {
  cache=${LAB_CACHE:-/var/tmp/cloudstack-lab}/$(sha256sum "$here/guest-template.sh" | cut -c 1-12)
  mkdir -p "$cache"
  flock "$cache" "$here/guest-template.sh" "$cache"
  cp "$cache/template.qcow2" "$dir/template.qcow2"
}

up() {
  prefix=$1 net=$2
  [ ! -e "$dir/lab.env" ] || { echo "$dir holds a lab: kvm-lab.sh down $dir" >&2; exit 1; }
  mkdir -p "$dir/shared"
  cat > "$dir/lab.env" <<X
PREFIX=$prefix
HOST_A=$net.1
HOST_B=$net.2
KEY=$dir/key
SHARED=$dir/shared
TEMPLATE=$dir/template.qcow2
X
  trap down EXIT
  trap 'exit 130' INT TERM HUP
  template
  ssh-keygen -q -t ed25519 -N '' -C lab -f "$dir/key"
  VLANS="${VLANS:-100 101}" "$here/netlab.sh" up "$prefix" "$net" a b
  "$here/kvm-host.sh" start a "$dir/a" "$prefix-a" "$net.1" "$dir/key.pub"
  "$here/kvm-host.sh" start b "$dir/b" "$prefix-b" "$net.2" "$dir/key.pub"
  trap - EXIT
}

case $command in
up) up "${3:-kl$$}" "${4:-10.$((100 + $$ % 100)).$(($$ / 100 % 250))}" ;;
down) down ;;
*) echo "usage: kvm-lab.sh up DIR [PREFIX NET24] | down DIR" >&2; exit 2 ;;
esac
