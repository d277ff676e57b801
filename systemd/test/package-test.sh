#!/usr/bin/env bash
# usage: package-test.sh     after `mvn package -Ppackage`
# Looks into both packages, and starts the program out of the unpacked one of this machine's architecture.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
target=$(readlink -f "$here/../target")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'package-test: %s\n' "$*" >&2; exit 1; }
has() { grep -qE "$2" <<<"$1" || fail "no \"$2\" in: $1"; }

# The machine an ELF file is for, as in its header: 62 is x86-64, 183 is arm64.
machine() { od -An -j18 -N2 -tu2 "$1" | tr -d ' '; }

look_into() {
  local deb=$1 arch=$2 code=$3 root=$work/$2 info contents file count=0
  info=$(dpkg-deb --info "$deb")
  contents=$(dpkg-deb --contents "$deb")
  has "$info" '^ Package: watchpost$'
  has "$info" "^ Architecture: $arch\$"
  has "$info" '^ Depends: openjdk-17-jre-headless \| java17-runtime-headless'
  has "$contents" '^-rwxr-xr-x root/root .* \./usr/bin/watchpost$'
  has "$contents" '^-rw-r----- root/root .* \./etc/watchpost/watchpost\.yaml$'
  has "$contents" '^drwxr-x--- root/root .* \./etc/watchpost/credentials/$'
  has "$contents" ' \./usr/lib/systemd/system/watchpost\.service$'
  has "$contents" ' \./usr/share/doc/watchpost/copyright$'
  grep -q ' \./\(home\|root\|tmp\|var\)/' <<<"$contents" && fail "files where none belong: $contents"
  mkdir "$root"
  dpkg-deb --extract "$deb" "$root"
  [[ $(dpkg-deb --ctrl-tarfile "$deb" | tar -xO ./conffiles) == /etc/watchpost/watchpost.yaml ]] || fail "the configuration is no conffile"
  dpkg-deb --ctrl-tarfile "$deb" | tar -xO ./md5sums | (cd "$root" && md5sum --quiet --check) || fail "sums differ"

  # Natives of this architecture only, for no newer C library than the package asks for.
  while read -r file; do
    [[ $(machine "$file") == "$code" ]] || fail "$file is for machine $(machine "$file"), not $code"
    count=$((count + 1))
  done < <(find "$root" -name '*.so*' -type f)
  [[ $count -ge 20 ]] || fail "only $count native libraries"
  local newest
  newest=$(find "$root" -name '*.so*' -type f -exec grep -aohE 'GLIBC_2\.[0-9]+' {} + | sort -uV | tail -1)
  [[ $(printf '%s\nGLIBC_2.35\n' "$newest" | sort -V | tail -1) == GLIBC_2.35 ]] || fail "a library needs $newest, but Depends says 2.35"
  for file in "$root"/usr/lib/watchpost/lib/*.jar; do
    # Netty's own jars hold Java code for other systems, but no library for them.
    if unzip -Z1 "$file" | grep -E '\.(so|dll|dylib|jnilib)(\.[0-9]+)*$'; then
      fail "$(basename "$file") carries natives"
    fi
  done
  printf 'package-test: %s: %s native libraries, newest symbol %s, %s MB\n' \
    "$(basename "$deb")" "$count" "$newest" "$(($(stat -c %s "$deb") / 1000000))"
}

run_unpacked() {
  local root=$work/$1 program=$work/$1/usr/bin/watchpost
  export HOME=$work/home XDG_CACHE_HOME=$work/home/cache TMPDIR=$work/tmp
  mkdir -p "$HOME" "$TMPDIR"
  has "$("$program" version)" '^watchpost [0-9]'
  "$program" check "$root/etc/watchpost/watchpost.yaml" || fail "the installed configuration is not good"
  printf 'cameras: {gate: {ulr: rtsp://10.0.0.5/}}\n' >"$work/bad.yaml"
  local said code=0
  said=$("$program" check "$work/bad.yaml" 2>&1) || code=$?
  [[ $code -eq 3 ]] || fail "check of a wrong file ended with $code: $said"
  has "$said" 'did you mean url'
  "$program" doctor >"$work/doctor.txt" 2>&1 || fail "doctor: $(cat "$work/doctor.txt")"
  has "$("$(find "$root/usr/lib/watchpost/natives" -name ffmpeg -type f)" -version)" '^ffmpeg version [0-9]'
  [[ -z $(find "$HOME" "$TMPDIR" -name '*.so*') ]] || fail "natives were unpacked: $(find "$HOME" "$TMPDIR" -name '*.so*')"
}

check_unit() {
  local unit=$work/$1/usr/lib/systemd/system/watchpost.service
  command -v systemd-analyze >/dev/null || fail "systemd-analyze is missing: apt install systemd"
  sed "s|^ExecStart=/usr/bin/watchpost|ExecStart=$work/$1/usr/bin/watchpost|" "$unit" >"$work/watchpost.service"
  local said
  said=$(systemd-analyze verify "$work/watchpost.service" 2>&1 | grep -F watchpost.service || true)
  [[ -z $said ]] || fail "the unit: $said"
  systemd-analyze security --offline=true --threshold=20 "$unit" | tail -1 || fail "the unit is less hardened than 2.0"
}

amd64=$(echo "$target"/watchpost_*_amd64.deb)
arm64=$(echo "$target"/watchpost_*_arm64.deb)
[[ -f $amd64 && -f $arm64 ]] || fail "there are no packages in $target: run mvn package -Ppackage"
look_into "$amd64" amd64 62
look_into "$arm64" arm64 183
own=$(dpkg --print-architecture)
run_unpacked "$own"
check_unit "$own"
echo "package-test: good"
