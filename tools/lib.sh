# Shared by tools/tillmesh and tools/test: finds Java, installs or names what is missing, gives windows a display.
# Everything it says goes to standard error: standard output belongs to the program.

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

find_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        JAVA="$JAVA_HOME/bin/java"
    else
        JAVA=$(command -v java) || die "No Java found. Run: apt-get install -y openjdk-17-jdk maven"
    fi
}

# install_or_name PURPOSE PACKAGE…: installs Debian packages as root, otherwise prints the line to run.
install_or_name() {
    local purpose=$1
    shift
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing for $purpose: $*"
        if (apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }) >/tmp/tillmesh-apt.$$ 2>&1; then
            rm -f /tmp/tillmesh-apt.$$
            return 0
        fi
        tail -n 5 /tmp/tillmesh-apt.$$ >&2
        rm -f /tmp/tillmesh-apt.$$
    fi
    say "Missing for $purpose. Run as root: apt-get update && apt-get install -y --no-install-recommends $*"
    return 1
}

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1"* >/dev/null 2>&1; }

# Java needs fontconfig even to draw a receipt without a window.
need_fonts() {
    local missing=()
    has_library libfontconfig.so.1 || missing+=(libfontconfig1 fontconfig)
    has_library libfreetype.so.6 || missing+=(libfreetype6)
    [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] || missing+=(fonts-dejavu-core)
    [ ${#missing[@]} = 0 ] || install_or_name "drawing text" "${missing[@]}"
}

# Tests on separate machines need root, network namespaces, nftables, and another mDNS responder to compare with.
need_network_lab() {
    [ "$(id -u)" = 0 ] && [ "$(uname)" = Linux ] || return 1
    local missing=() pair
    for pair in ip:iproute2 nft:nftables avahi-daemon:avahi-daemon avahi-browse:avahi-utils dbus-daemon:dbus; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    [ ${#missing[@]} = 0 ] || install_or_name "tests on separate machines" "${missing[@]}"
}

# Wireshark's dissector judges what the card terminal's driver says.
need_dissector() {
    command -v tshark >/dev/null || DEBIAN_FRONTEND=noninteractive install_or_name "a second judge of card terminals' bytes" tshark
}

# Sets DISPLAY: the user's when there is one, else an Xvfb of our own that ends with this shell.
# Returns 1 (after saying what to run) when there can be none.
need_display() {
    local missing=() library
    for library in libXrender.so.1:libxrender1 libXtst.so.6:libxtst6 libXi.so.6:libxi6 libXext.so.6:libxext6; do
        has_library "${library%%:*}" || missing+=("${library##*:}")
    done
    [ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null || missing+=(xvfb)
    if [ ${#missing[@]} != 0 ]; then
        install_or_name "windows" "${missing[@]}" || return 1
    fi
    [ -n "${DISPLAY:-}" ] && return 0
    local ready
    ready=$(mktemp -d)
    mkfifo "$ready/display"
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp >/dev/null 2>&1 3>"$ready/display" &
    XVFB_PID=$!
    trap 'kill "$XVFB_PID" 2>/dev/null' EXIT
    local number
    if ! read -r -t 20 number <"$ready/display"; then
        say "Xvfb did not start; windows are left out."
        rm -rf "$ready"
        return 1
    fi
    rm -rf "$ready"
    export DISPLAY=":$number"
}
