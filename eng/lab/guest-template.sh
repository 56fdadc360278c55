#!/bin/sh
# A tiny Linux that boots by itself from BIOS in seconds under plain emulation: OUT/template.qcow2 (about 14 MB).
# usage: guest-template.sh OUT
# On its serial console it says "GUEST: up ..." when it runs and "TICK n" every second, so that a test can tell going on from starting again;
# it takes an address by DHCP when there is one, and the power button switches it off.
set -eu
out=$1; mkdir -p "$out"; out=$(cd "$out" && pwd)
[ ! -e "$out/template.qcow2" ] || exit 0
work=$(mktemp -d "${TMPDIR:-/tmp}/guest.XXXXXX")
finish() { umount "$work/mnt" 2>/dev/null || :; rm -rf "$work"; }
trap finish EXIT
cd "$work"

# Debian's kernel for virtual machines, unpacked but not installed
package=$(apt-cache show linux-image-cloud-amd64 | sed -n 's/^Depends: \(linux-image-[^ ,]*\).*/\1/p' | head -n 1)
[ -n "$package" ] || { echo "apt knows no linux-image-cloud-amd64: run apt-get update" >&2; exit 1; }
# apt's download user must not need the folder
apt-get -o APT::Sandbox::User=root -qq download "$package"
dpkg -x ./*.deb kernel
cp kernel/boot/vmlinuz-* vmlinuz
version=$(ls kernel/lib/modules)
depmod -b "$work/kernel" "$version"

root=$work/root
mkdir -p "$root/bin" "$root/modules" "$root/proc" "$root/sys" "$root/dev" "$root/etc/acpi/PWRF" "$root/run" "$root/tmp"
cp /bin/busybox "$root/bin/busybox"
for module in virtio_pci virtio_blk virtio_net virtio_balloon e1000 ata_piix sd_mod af_packet button evdev; do
  modprobe -d "$work/kernel" -S "$version" --show-depends "$module" 2>/dev/null | sed -n 's/^insmod \([^ ]*\).*/\1/p' |
    while read -r file; do
      name=${file##*/}
      [ -e "$root/modules/$name" ] || { cp "$file" "$root/modules/"; echo "$name" >> "$root/modules/order"; }
    done
done

cat > "$root/etc/dhcp" <<'X'
#!/bin/busybox sh
case $1 in
bound|renew)
  ip addr flush dev "$interface"
  ip addr add "$ip/$mask" dev "$interface"
  [ -z "$router" ] || ip route replace default via "$router"
  [ -z "$hostname" ] || hostname "$hostname"
  echo "GUEST: address $ip/$mask on $interface" > /dev/ttyS0 ;;
esac
X
printf '#!/bin/busybox sh\npoweroff -f\n' > "$root/etc/acpi/PWRF/00000080"
cat > "$root/init" <<'X'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod "/modules/$module" 2>/dev/null; done < /modules/order
ip link set lo up
# before the guest says that it is up: it must not miss the power button
acpid -c /etc/acpi -p /run/acpid.pid -l /run/acpid.log
tries=0; while [ ! -s /run/acpid.pid ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
echo "GUEST: up $(cut -d ' ' -f 1 /proc/uptime) disks: $(ls /sys/block | grep -E '^(vd|sd)' | tr '\n' ' ')" > /dev/ttyS0
( n=0; while :; do n=$((n + 1)); echo "TICK $n" > /dev/ttyS0; sleep 1; done ) &
for path in /sys/class/net/*; do
  link=${path##*/}
  [ "$link" = lo ] || { ip link set "$link" up; udhcpc -b -S -i "$link" -t 3 -T 2 -A 30 -s /etc/dhcp > /dev/null 2>&1 & }
done
while :; do sleep 3600; done
X
chmod +x "$root/init" "$root/etc/dhcp" "$root/etc/acpi/PWRF/00000080"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) > initrd.gz

truncate -s 48M disk.raw
mkfs.ext4 -q -F -O ^64bit,^metadata_csum -L guest disk.raw
mkdir mnt
mount -o loop disk.raw mnt
cp vmlinuz initrd.gz mnt/
cat > mnt/extlinux.conf <<'X'
DEFAULT guest
PROMPT 0
TIMEOUT 1
LABEL guest
 KERNEL /vmlinuz
 INITRD /initrd.gz
 APPEND console=tty0 console=ttyS0 quiet mitigations=off net.ifnames=0
X
extlinux --install mnt > /dev/null 2>&1
umount mnt
qemu-img convert -c -O qcow2 disk.raw "$out/.template.$$"
mv "$out/.template.$$" "$out/template.qcow2"
