namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Scripts for bridges and VLANs.</summary>
internal static class NetworkScripts
{
    /// <summary>
    /// Readies a host for a VM and tells what the domain needs to know. Arguments: folder of the console logs, then for each NIC its traffic type, the
    /// label (a bridge) and the VLAN (empty: none). Prints the bridge of each NIC on a line. A VLAN's bridge is <c>br&lt;uplink&gt;-&lt;vlan&gt;</c>,
    /// or <c>cloudVirBr&lt;vlan&gt;</c> where that is there from old times. Every step may be there already.
    /// </summary>
    public const string Prepare = """
        is_bridge() { [ -d "/sys/class/net/$1/bridge" ]; }
        fail() { echo "error: $1" >&2; exit 1; }
        bridge_of() {
          if ! is_bridge "$2"; then
            [ "$1" = Control ] || fail "there is no bridge '$2' for $1 traffic; create it, or change the network's label for this hypervisor"
            ip link add "$2" type bridge forward_delay 0 2>/dev/null
            ip addr add 169.254.0.1/16 dev "$2" 2>/dev/null
            ip link set "$2" up || fail "the bridge '$2' for Control traffic could not be created"
          fi
          if [ -z "$3" ]; then echo "$2"; return; fi
          if is_bridge "cloudVirBr$3"; then echo "cloudVirBr$3"; return; fi
          uplink=
          for port in "/sys/class/net/$2/brif"/*; do
            case "${port##*/}" in *.*) ;; eth*|bond*|vlan*|em*|en*|team*) uplink=${port##*/}; break ;; esac
          done
          if [ -z "$uplink" ]; then
            for port in "/sys/class/net/$2/brif"/*; do
              case "${port##*/}" in eth*|bond*|vlan*|em*|en*|team*) uplink=${port##*/}; break ;; esac
            done
          fi
          [ -n "$uplink" ] || fail "the bridge '$2' has no physical interface (eth*, en*, em*, bond*, team*, vlan*) to carry VLAN $3; add one"
          if [ -e "/proc/net/vlan/$uplink" ]; then uplink=$(sed -n 's/^Device: *//p' "/proc/net/vlan/$uplink"); fi
          name=br$uplink-$3
          [ ${#name} -le 15 ] || fail "the name '$name' of the bridge for VLAN $3 is longer than 15 characters; give the interface a shorter name"
          if ! is_bridge "$name"; then
            modprobe 8021q 2>/dev/null
            link=$uplink.$3
            [ -d "/sys/class/net/$link" ] || errors=$(ip link add link "$uplink" name "$link" type vlan id "$3" 2>&1)
            [ -d "/sys/class/net/$link" ] || fail "the interface '$link' for VLAN $3 could not be created: $errors"
            ip link set "$link" up
            is_bridge "$name" || errors=$(ip link add "$name" type bridge forward_delay 0 2>&1)
            is_bridge "$name" || fail "the bridge '$name' for VLAN $3 could not be created: $errors"
            ip link set "$link" master "$name" || fail "the interface '$link' could not be put into the bridge '$name'"
          fi
          ip link set "$name" up
          echo "$name"
        }
        mkdir -p -m 0750 -- "$1" || exit 1
        shift
        echo @@bridges
        while [ $# -ge 3 ]; do bridge_of "$1" "$2" "$3"; shift 3; done

        """ + HostScripts.Facts + "exit 0";
}
