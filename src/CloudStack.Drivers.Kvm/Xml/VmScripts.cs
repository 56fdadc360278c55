namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>Scripts for VMs. Domains are named by their UUID: a name such as <c>7</c> would be taken for a domain's number.</summary>
internal static class VmScripts
{
    /// <summary>Prints description and state of the domain $1; nothing when it is not there.</summary>
    public const string Look = """
        all=$(v list --all --uuid) || exit 1
        case "$all" in *"$1"*) v "dumpxml $1; domstate $1 --reason" || : ;; esac
        """;

    /// <summary>Prints descriptions and states of all domains.</summary>
    public const string LookAll = """
        all=$(v list --all --uuid) || exit 1
        batch=
        for id in $all; do batch="$batch dumpxml $id; domstate $id --reason;"; done
        [ -z "$batch" ] || v "$batch" || :
        """;

    /// <summary>
    /// Defines the domain $1 from the standard input, starts it, and prints it. When it does not start and was not known before ($2 is <c>new</c>),
    /// nothing of it stays, unless somebody else has started it meanwhile. $3: folder of the console logs.
    /// </summary>
    public const string Start = """
        mkdir -p -m 0750 -- "$3" || exit 1
        file=$(mktemp) || exit 1
        trap 'rm -f "$file"' EXIT
        cat > "$file"
        v define "$file" > /dev/null || exit 1
        if ! v start "$1" > /dev/null; then
          [ "$2" != new ] || [ "$(v domstate "$1" 2> /dev/null)" != 'shut off' ] || v undefine "$1" > /dev/null 2>&1
          exit 1
        fi
        v "dumpxml $1; domstate $1 --reason" || :
        """;

    /// <summary>Lets the domain $1, which is paused, go on.</summary>
    public const string Resume = """
        v resume "$1" > /dev/null
        """;

    /// <summary>Presses the power button of the domain $1.</summary>
    public const string Shutdown = """
        v shutdown "$1" > /dev/null
        """;

    /// <summary>
    /// Powers the domain $1 off if it runs, and describes it anew: that forgets who switched it off, for it was the cloud and not the guest.
    /// Its description comes from libvirt itself, with its secrets.
    /// </summary>
    public const string PowerOff = """
        all=$(v list --all --uuid) || exit 1
        case "$all" in *"$1"*) ;; *) exit 0 ;; esac
        state() { v domstate "$1" 2> /dev/null; }
        if [ "$(state "$1")" != 'shut off' ]; then
          v destroy "$1" > /dev/null || case "$(state "$1")" in 'shut off' | '') ;; *) exit 1 ;; esac
        fi
        file=$(mktemp) || exit 0
        trap 'rm -f "$file"' EXIT
        v dumpxml "$1" --inactive --security-info > "$file" 2>/dev/null && v undefine "$1" > /dev/null 2>&1 && v define "$file" > /dev/null 2>&1
        exit 0
        """;

    /// <summary>Powers the domain $1 off and forgets it and its console log $2. One that is not there is as good.</summary>
    public const string Remove = """
        all=$(v list --all --uuid) || exit 1
        case "$all" in *"$1"*) ;; *) rm -f -- "$2"; exit 0 ;; esac
        errors=$(v destroy "$1" 2>&1)
        v undefine "$1" --managed-save --snapshots-metadata > /dev/null 2>&1 || errors="$errors $(v undefine "$1" 2>&1)"
        all=$(v list --all --uuid) || exit 1
        case "$all" in *"$1"*) echo "$errors" >&2; exit 1 ;; esac
        rm -f -- "$2"
        """;

    /// <summary>
    /// Restarts the domain $1: asks the guest, and resets one that has not restarted after $2 seconds. The listener is there before the request.
    /// </summary>
    public const string Reboot = """
        [ "$(v domstate "$1")" = running ] || { echo 'error: the VM does not run' >&2; exit 1; }
        log=$(mktemp) || exit 1
        trap 'rm -f "$log"' EXIT
        if [ "$2" -gt 0 ]; then
          v event "$1" --event reboot --timeout "$2" > "$log" 2>&1 &
          listener=$!
          sleep 0.2
          v reboot "$1" > /dev/null 2>&1 && wait $listener 2> /dev/null
          kill $listener 2> /dev/null
          grep -q "^event 'reboot'" "$log" && exit 0
        fi
        v reset "$1" > /dev/null
        """;

    /// <summary>Plugs the device of the standard input into the domain $1.</summary>
    public const string Attach = """
        file=$(mktemp) || exit 1
        trap 'rm -f "$file"' EXIT
        cat > "$file"
        v attach-device "$1" "$file" --live > /dev/null
        """;

    /// <summary>Asks the domain $1 to let go of the device of the standard input.</summary>
    public const string Detach = """
        file=$(mktemp) || exit 1
        trap 'rm -f "$file"' EXIT
        cat > "$file"
        v detach-device "$1" "$file" --live > /dev/null
        """;

    /// <summary>Changes the device of the domain $1 that the standard input describes.</summary>
    public const string Update = """
        file=$(mktemp) || exit 1
        trap 'rm -f "$file"' EXIT
        cat > "$file"
        v update-device "$1" "$file" --live > /dev/null
        """;

    /// <summary>
    /// Moves the domain $1 to the libvirt at $2, its memory to $3. Whether the folder is shared libvirt cannot know; the driver has seen to that.
    /// The standard input, when $4 is <c>xml</c>, describes the domain as it shall be there.
    /// </summary>
    public const string Migrate = """
        if [ "$4" = xml ]; then
          file=$(mktemp) || exit 1
          trap 'rm -f "$file"' EXIT
          cat > "$file"
          set -- "$1" "$2" "$3" --xml "$file" --persistent-xml "$file"
        else
          set -- "$1" "$2" "$3"
        fi
        v migrate --live --p2p --persistent --undefinesource --unsafe "$@"
        """;

    /// <summary>Prints the description of the domain $1 as another host would take it, with its secrets.</summary>
    public const string Migratable = """
        v dumpxml "$1" --migratable --security-info
        """;
}
