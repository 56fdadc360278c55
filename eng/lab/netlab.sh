#!/bin/sh
# A private network of network namespaces that this machine can reach: a fabric namespace that plays the switch, one namespace a host.
# usage: netlab.sh up PREFIX NET24 HOST...    e.g. netlab.sh up k1 10.99.0 a b
#                  -> namespaces k1-fabric, k1-a, k1-b; each host has bridge cloudbr0 (10.99.0.1, .2, ...) with uplink eth0;
#                     this machine is 10.99.0.254 (link k1-up)
#        netlab.sh down PREFIX
# VLANS="100 101" in the environment adds VLANs to every host. The kernels of small machines lack 802.1Q, so a VLAN here is a cable of its own:
# a link named eth0.100 in bridge breth0-100, which are the names that a real VLAN would have.
# PREFIX has at most 8 characters, for links have at most 15.
set -eu
command=$1 prefix=$2

alive() { [ -e "/proc/$1/stat" ] && ! grep -q '^[0-9]* (.*) Z' "/proc/$1/stat" 2>/dev/null; }

up() {
  net=$1; shift
  fabric=$prefix-fabric
  ip netns add "$fabric"
  ip -n "$fabric" link set lo up
  ip -n "$fabric" link add sw0 type bridge forward_delay 0
  ip -n "$fabric" link set sw0 up
  for vlan in ${VLANS:-}; do
    ip -n "$fabric" link add "sw$vlan" type bridge forward_delay 0
    ip -n "$fabric" link set "sw$vlan" up
  done
  ip link add "$prefix-up" type veth peer name uplink netns "$fabric"
  ip -n "$fabric" link set uplink master sw0 up
  ip addr add "$net.254/24" dev "$prefix-up"
  ip link set "$prefix-up" up
  n=0
  for host in "$@"; do
    n=$((n + 1)); ns=$prefix-$host
    ip netns add "$ns"
    ip -n "$ns" link set lo up
    ip -n "$fabric" link add "h$n" type veth peer name eth0 netns "$ns"
    ip -n "$fabric" link set "h$n" master sw0 up
    ip -n "$ns" link add cloudbr0 type bridge forward_delay 0
    ip -n "$ns" link set eth0 master cloudbr0 up
    ip -n "$ns" addr add "$net.$n/24" dev cloudbr0
    ip -n "$ns" link set cloudbr0 up
    for vlan in ${VLANS:-}; do
      ip -n "$fabric" link add "h$n.$vlan" type veth peer name "eth0.$vlan" netns "$ns"
      ip -n "$fabric" link set "h$n.$vlan" master "sw$vlan" up
      ip -n "$ns" link add "breth0-$vlan" type bridge forward_delay 0
      ip -n "$ns" link set "eth0.$vlan" master "breth0-$vlan" up
      ip -n "$ns" link set "breth0-$vlan" up
    done
  done
}

down() {
  for ns in $(ip netns list | awk -v p="$prefix-" 'index($1, p) == 1 { print $1 }'); do
    # whatever still runs in a namespace of this lab belongs to this lab
    for signal in TERM KILL; do
      for pid in $(ip netns pids "$ns"); do kill "-$signal" "$pid" 2>/dev/null || :; done
      tries=0
      while [ $tries -lt 30 ]; do
        left=
        for pid in $(ip netns pids "$ns"); do ! alive "$pid" || left=$pid; done
        [ -n "$left" ] || break
        sleep 0.1; tries=$((tries + 1))
      done
    done
    ip netns del "$ns"
  done
  ip link del "$prefix-up" 2>/dev/null || :
}

case $command in
up) shift 2; up "$@" ;;
down) down ;;
*) echo "usage: netlab.sh up PREFIX NET24 HOST... | down PREFIX" >&2; exit 2 ;;
esac
