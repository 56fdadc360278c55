#!/bin/sh
# A KVM host of its own: a libvirtd and an sshd in a mount, host-name and network namespace, with their own /etc/libvirt, /var/lib/libvirt, ...
# usage: kvm-host.sh start NAME DIR NETNS ADDRESS AUTHORIZED_KEYS    -> ssh root@ADDRESS; DIR/password also logs in; DIR/log/cloudstack/*.log: consoles
#        kvm-host.sh stop NAME DIR             guests, sshd, libvirtd
#        kvm-host.sh ssh-start|ssh-stop NAME DIR     ssh-stop cuts the sessions too
#        kvm-host.sh ssh-new-key NAME DIR      another host key, as if the host had been installed anew
# DIR is short: a socket's path has at most 107 bytes. NETNS is made by netlab.sh.
set -eu
command=$1 name=$2 dir=$3

alive() { [ -e "/proc/$1/stat" ] && ! grep -q '^[0-9]* (.*) Z' "/proc/$1/stat" 2>/dev/null; }
end() { # end PIDFILE: a dead daemon stays a zombie until pid 1 reaps it, so ask for its state
  [ -s "$1" ] || return 0
  pid=$(cat "$1")
  for signal in TERM KILL; do
    kill "-$signal" "$pid" 2>/dev/null || :
    tries=0; while alive "$pid" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  done
  rm -f "$1"
}
inside() { nsenter -t "$(cat "$dir/pid")" -m -u -n "$@"; }

ssh_start() {
  mkdir -p /run/sshd
  inside /usr/sbin/sshd -f "$dir/ssh/config"
  tries=0; until [ -s "$dir/ssh/pid" ]; do sleep 0.1; tries=$((tries + 1)); [ $tries -lt 100 ] || { echo "sshd of $name did not start" >&2; exit 1; }; done
}
ssh_stop() {
  [ -s "$dir/ssh/pid" ] || return 0
  # the sessions are children of the listener
  sessions=$(cat "/proc/$(cat "$dir/ssh/pid")/task/$(cat "$dir/ssh/pid")/children" 2>/dev/null || :)
  end "$dir/ssh/pid"
  for pid in $sessions; do kill "$pid" 2>/dev/null || :; done
}

start() {
  netns=$1 address=$2 keys=$3
  mkdir -p "$dir/run" "$dir/lib" "$dir/log" "$dir/cache" "$dir/etc/qemu/networks" "$dir/rundir" "$dir/ssh"
  # two hosts with one UUID refuse to migrate; one that keeps its own stays the same host after a restart
  [ -s "$dir/uuid" ] || cat /proc/sys/kernel/random/uuid > "$dir/uuid"
  cat > "$dir/etc/libvirtd.conf" <<X
host_uuid = "$(cat "$dir/uuid")"
unix_sock_dir = "$dir/run"
auth_unix_ro = "none"
auth_unix_rw = "none"
listen_tls = 0
listen_tcp = 1
auth_tcp = "none"
tcp_port = "16509"
log_outputs = "3:file:$dir/log/libvirtd.log"
X
  # no cgroups (v1 here), no security labels, no virtlogd; migration_host because the host's name does not resolve
  cat > "$dir/etc/qemu.conf" <<X
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = [ ]
cgroup_controllers = [ ]
stdio_handler = "file"
max_core = 0
migration_host = "$address"
X
  [ -s "$dir/ssh/host_key" ] || ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$dir/ssh/host_key"
  [ -s "$dir/password" ] || (umask 077; openssl rand -hex 12 > "$dir/password")
  install -m 600 "$keys" "$dir/ssh/authorized_keys"
  sed "s|^root:[^:]*:|root:$(openssl passwd -6 "$(cat "$dir/password")"):|" /etc/shadow > "$dir/shadow"
  chmod 600 "$dir/shadow"
  cat > "$dir/ssh/config" <<X
Port 22
ListenAddress $address
HostKey $dir/ssh/host_key
AuthorizedKeysFile $dir/ssh/authorized_keys
PidFile $dir/ssh/pid
StrictModes no
UsePAM no
UseDNS no
PermitRootLogin yes
PasswordAuthentication yes
MaxStartups 50
X
  cat > "$dir/enter" <<X
set -e
mount --make-rprivate /
for pair in etc:/etc/libvirt lib:/var/lib/libvirt log:/var/log/libvirt cache:/var/cache/libvirt shadow:/etc/shadow; do
  mount --bind "$dir/\${pair%%:*}" "\${pair#*:}"
done
mkdir -p /run/libvirt
mount --bind "$dir/rundir" /run/libvirt
ln -sfn "$dir/run/libvirt-sock" /run/libvirt/libvirt-sock
# A /dev without kvm: where /dev/kvm opens but runs only kernels made for it, libvirt would offer domains that hang.
# (Binding something over /dev/kvm instead makes libvirt probe QEMU again at every call.)
if [ -z "${LAB_KVM:-}" ]; then
  dev=/run/libvirt/dev
  mkdir -p \$dev
  mount -t tmpfs -o mode=755 dev \$dev
  for node in null zero full random urandom tty ptmx net fuse; do cp -a /dev/\$node \$dev/ 2>/dev/null || :; done
  for link in fd stdin stdout stderr; do cp -a /dev/\$link \$dev/ 2>/dev/null || :; done
  mkdir \$dev/pts \$dev/shm
  mount --bind /dev/pts \$dev/pts
  mount --bind /dev/shm \$dev/shm
  mount --rbind \$dev /dev
fi
hostname "$name"
echo \$\$ > "$dir/pid"
exec libvirtd --listen --config /etc/libvirt/libvirtd.conf --pid-file "$dir/libvirtd.pid"
X
  setsid ip netns exec "$netns" unshare -m -u sh "$dir/enter" < /dev/null > "$dir/log/out" 2>&1 &
  tries=0
  until virsh -q -c "qemu+unix:///system?socket=$dir/run/libvirt-sock" uri > /dev/null 2>&1; do
    sleep 0.1; tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "libvirtd of $name did not start:" >&2; tail -n 5 "$dir/log/out" "$dir/log/libvirtd.log" >&2; exit 1; }
  done
  ssh_start
}

stop() {
  ssh_stop
  for file in "$dir"/rundir/qemu/*.pid; do [ ! -e "$file" ] || end "$file"; done
  end "$dir/pid"
}

case $command in
start) shift 3; start "$@" ;;
stop) stop ;;
ssh-start) ssh_start ;;
ssh-stop) ssh_stop ;;
ssh-new-key) ssh_stop; rm -f "$dir/ssh/host_key" "$dir/ssh/host_key.pub"; ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$dir/ssh/host_key"; ssh_start ;;
*) echo "usage: kvm-host.sh start NAME DIR NETNS ADDRESS AUTHORIZED_KEYS | stop NAME DIR | ssh-start|ssh-stop|ssh-new-key NAME DIR" >&2; exit 2 ;;
esac
