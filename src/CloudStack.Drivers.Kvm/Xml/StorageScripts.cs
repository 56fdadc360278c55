namespace CloudStack.Drivers.Kvm.Xml;

/// <summary>
/// Scripts for pools, templates and volumes. A file is made under another name and linked to its own in one step that fails when it is there:
/// nobody sees half a file, and none is overwritten.
/// </summary>
internal static class StorageScripts
{
    /// <summary>A folder of the host. $1: folder; $2: <c>create</c> makes one that is missing. Prints <c>df</c>'s line.</summary>
    public const string EnsureFolder = """
        if [ ! -d "$1" ]; then
          [ "$2" = create ] || { echo "error: there is no folder '$1'; mount the shared storage there" >&2; exit 1; }
          mkdir -p -m 0755 -- "$1" || exit 1
        fi
        [ -w "$1" ] || { echo "error: the folder '$1' cannot be written to" >&2; exit 1; }
        df -Pk -- "$1" | tail -n 1
        """;

    /// <summary>An NFS export $1, mounted at $2 with options $3. Prints <c>df</c>'s line.</summary>
    public const string EnsureNfs = """
        mkdir -p -m 0755 -- "$2" || exit 1
        exec 9< "$2/.." && flock -w 120 9 || { echo "error: another mount under way does not end" >&2; exit 75; }
        mounted() { grep -q -F " $2 nfs" /proc/mounts; }
        mounted "$1" "$2" || mount -t nfs -o "$3" -- "$1" "$2" || exit 1
        df -Pk -- "$2" | tail -n 1
        """;

    /// <summary>Takes an NFS mount $1 away. One that is not there is as good.</summary>
    public const string RemoveNfs = """
        if grep -q -F " $1 nfs" /proc/mounts; then umount -- "$1" || exit 1; fi
        rmdir -- "$1" 2>/dev/null
        exit 0
        """;

    /// <summary>
    /// A template. $1: folder of the pool, $2: file name, $3: kind of source (<c>url</c>: curl's configuration on the standard input, <c>file</c>,
    /// <c>nfs</c>), $4: path or export, $5: file in the export, $6: checksum program or empty, $7: checksum, $8: packed as (<c>gz</c>, <c>bz2</c>,
    /// <c>xz</c> or empty), $9: image format. Prints qemu-img's report and the file's size. The lock keeps two hosts from fetching the same thing
    /// twice; that the template is whole does not depend on it.
    /// </summary>
    public const string EnsureTemplate = """
        fail() { echo "error: $1" >&2; exit 1; }
        info() { qemu-img info -U --output=json -f "$1" "$2" 2>/dev/null || qemu-img info --output=json -f "$1" "$2"; }
        report() { echo @@image; info qcow2 "$1/$2" || exit 1; echo @@size; stat -c '%b %B' -- "$1/$2"; exit 0; }
        [ -d "$1" ] || fail "there is no folder '$1'; make the pool usable first"
        [ ! -e "$1/$2" ] || report "$1" "$2"
        exec 9> "$1/.$2.lock" || exit 1
        flock -w 3600 9 || { echo 'error: another copy of the template is under way and does not end' >&2; exit 75; }
        [ ! -e "$1/$2" ] || report "$1" "$2"
        find "$1" -maxdepth 1 -name ".$2.tmp.*" -mmin +1440 -delete 2>/dev/null
        file=$(mktemp "$1/.$2.tmp.XXXXXX") || exit 1
        mount=
        finish() { rm -f -- "$file" "$file.image" "$1/.$2.lock"; [ -z "$mount" ] || { umount "$mount"; rmdir "$mount"; }; }
        trap 'finish "$@"' EXIT
        trap 'exit 130' HUP INT TERM
        case "$3" in
        url) curl -sS --fail --location --globoff --proto '=http,https' --proto-redir '=http,https' --connect-timeout 30 --speed-limit 1 --speed-time 120 \
          --retry 3 --retry-delay 1 --config - --output "$file" || fail 'the template could not be fetched; check its address and that the host reaches it' ;;
        file) [ -f "$4" ] || fail "there is no file '$4' on the host"; cp -- "$4" "$file" || exit 1 ;;
        nfs) mount=$(mktemp -d) && mount -t nfs -o ro,soft -- "$4" "$mount" || { mount=; fail "'$4' could not be mounted"; }
          cp -- "$mount/$5" "$file" || exit 1 ;;
        esac
        if [ -n "$6" ]; then
          sum=$("$6" < "$file"); sum=${sum%% *}
          [ "$sum" = "$7" ] || fail "the template's checksum is $sum and should be $7; the source has changed or was not fetched whole"
        fi
        case "$8" in
        gz) gzip -dc < "$file" > "$file.image" && mv -- "$file.image" "$file" || fail 'the template could not be unpacked' ;;
        bz2) bzip2 -dc < "$file" > "$file.image" && mv -- "$file.image" "$file" || fail 'the template could not be unpacked' ;;
        xz) xz -dc < "$file" > "$file.image" && mv -- "$file.image" "$file" || fail 'the template could not be unpacked' ;;
        esac
        facts=$(info "$9" "$file") || fail "the template is no $9 image"
        case "$facts" in
        *'"backing-filename"'*|*'"data-file"'*) fail 'the template refers to another file, which could be any file of the host; flatten it' ;;
        esac
        if [ "$9" != qcow2 ]; then
          qemu-img convert -f "$9" -O qcow2 "$file" "$file.image" && mv -- "$file.image" "$file" || exit 1
        fi
        chmod 0644 -- "$file"
        sync "$file" 2>/dev/null || sync
        ln -- "$file" "$1/$2" 2>/dev/null || [ -e "$1/$2" ] || fail "the template could not be put at '$1/$2'"
        report "$1" "$2"
        """;

    /// <summary>
    /// A volume. $1: folder of the pool, $2: file name, $3: bytes, $4: file name of its template or empty. Prints qemu-img's report.
    /// </summary>
    public const string EnsureVolume = """
        fail() { echo "error: $1" >&2; exit 1; }
        info() { qemu-img info -U --output=json -f qcow2 "$1" 2>/dev/null || qemu-img info --output=json -f qcow2 "$1"; }
        [ -d "$1" ] || fail "there is no folder '$1'; make the pool usable first"
        if [ ! -e "$1/$2" ]; then
          file=$(mktemp "$1/.$2.tmp.XXXXXX") || exit 1
          trap 'rm -f -- "$file"' EXIT
          trap 'exit 130' HUP INT TERM
          if [ -n "$4" ]; then
            [ -e "$1/$4" ] || fail "the template '$4' is not on the pool; put it there first"
            size=$(info "$1/$4" | sed -n 's/^ *"virtual-size": *\([0-9]*\).*/\1/p' | tail -n 1)
            [ -n "$size" ] || fail "the template '$4' cannot be read"
            [ "$size" -gt "$3" ] || size=$3
            qemu-img create -q -f qcow2 -F qcow2 -b "$4" "$file" "$size" || exit 1
          else
            qemu-img create -q -f qcow2 "$file" "$3" || exit 1
          fi
          chmod 0600 -- "$file"
          sync "$file" 2>/dev/null || sync
          ln -- "$file" "$1/$2" 2>/dev/null || [ -e "$1/$2" ] || fail "the volume could not be put at '$1/$2'"
        fi
        echo @@image; info "$1/$2"
        """;

    /// <summary>Deletes the file $2 of the folder $1. One that is not there is as good; a folder that is not there is not, for then its pool is missing.</summary>
    public const string RemoveVolume = """
        [ -d "$1" ] || { echo "error: there is no folder '$1'; make the pool usable first" >&2; exit 1; }
        rm -f -- "$1/$2"
        """;
}
