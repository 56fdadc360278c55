#!/bin/sh
# The Debian packages that the tests against real systems need.
# usage: apt.sh            installs those that are missing (root; runs apt-get update only when something is)
#        apt.sh --list     prints them
set -eu
PACKAGES="libvirt-daemon-system libvirt-clients libvirt-daemon-driver-qemu qemu-system-x86 qemu-utils qemu-block-extra seabios
 busybox-static cpio kmod e2fsprogs extlinux syslinux-common iproute2 openssh-server openssh-client openssl curl util-linux procps"

[ "${1:-}" != --list ] || { echo $PACKAGES | tr ' ' '\n'; exit 0; }
missing=
for p in $PACKAGES; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || :)" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 -q update
# shellcheck disable=SC2086
apt-get -o DPkg::Lock::Timeout=300 -q install -y --no-install-recommends $missing
