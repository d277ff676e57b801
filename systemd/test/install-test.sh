#!/usr/bin/env bash
# usage: install-test.sh     as root, after `mvn package -Ppackage`
# Installs the package into a Debian that runs in a container of systemd-nspawn, starts the service on a file as camera, looks
# whether it works in its sandbox, stops, upgrades and purges it.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
deb=$(echo "$here"/../target/watchpost_*_"$(dpkg --print-architecture)".deb)
clip=$here/../../testkit/src/main/resources/watchpost/testkit/clip/vtest-h264.mp4
work=$(mktemp -d)
root=$work/root
machine=

fail() {
  printf 'install-test: %s\n' "$*" >&2
  [[ -z $machine ]] || inside journalctl --no-pager -n 60 -u watchpost.service >&2 || true
  exit 1
}
inside() { nsenter -t "$machine" -m -u -i -n -p -C -- "$@"; }

get() { inside bash -c "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET $1 HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && cat <&3" 2>/dev/null; }

# Waits up to a minute until the page answers at path $1 with a line that matches $2. The answer is read to its end: a grep -q that
# ends before would make the pipe fail.
await() {
  local end=$((SECONDS + 60))
  until get "$1" | tr -d '\r' | grep -E "$2" >/dev/null; do
    [[ $SECONDS -lt $end ]] || return 1
    sleep 0.3
  done
}

finish() {
  if [[ -n $machine ]]; then
    kill "$nspawn" 2>/dev/null || true
    wait "$nspawn" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

[[ $(id -u) == 0 ]] || fail "must run as root"
[[ -f $deb ]] || fail "there is no package: run mvn package -Ppackage"
[[ -f $clip ]] || fail "the bundled clip is not where it should be: $clip"

# A small Debian with what the package depends on.
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,openjdk-17-jre-headless,zlib1g,libstdc++6 \
  "$release" "$root" >"$work/mmdebstrap.log" 2>&1 || fail "no Debian to install into: $(tail -5 "$work/mmdebstrap.log")"
cp "$deb" "$root/root/watchpost.deb"
install -D "$clip" "$root/srv/clip.mp4"

systemd-nspawn -q --register=no --keep-unit --private-network -D "$root" -b </dev/null >"$work/boot.log" 2>&1 &
nspawn=$!
for _ in $(seq 100); do
  leader=$(pgrep -P "$nspawn" | head -1 || true)
  if [[ -n $leader ]]; then
    machine=$leader
    state=$(inside systemctl is-system-running 2>/dev/null || true)
    [[ $state == running || $state == degraded ]] && break
  fi
  sleep 0.2
done
[[ ${state:-} == running || ${state:-} == degraded ]] || fail "the container did not start: $(tail -5 "$work/boot.log")"

# As it comes: installed, enabled, running without a camera.
inside dpkg -i /root/watchpost.deb >"$work/dpkg.log" 2>&1 || fail "dpkg: $(cat "$work/dpkg.log")"
inside systemctl is-enabled --quiet watchpost.service || fail "the service is not enabled"
inside systemctl is-active --quiet watchpost.service || fail "the service does not run after the installation"
await /health '^HTTP/1.[01] [0-9]' || fail "the page does not answer after the installation"
[[ $(inside stat -c %U:%G:%a /etc/watchpost/watchpost.yaml) == root:watchpost:640 ]] || fail "anyone may read the configuration"

# With a camera: a file that begins again at its end.
cat >"$root/etc/watchpost/watchpost.yaml" <<'YAML'
site: test
cameras:
  clip:
    url: file:/srv/clip.mp4
    loop: true
    rules:
      picture: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 0 s}
YAML
inside watchpost check /etc/watchpost/watchpost.yaml || fail "the test's configuration is wrong"
inside systemctl restart watchpost.service
pid=$(inside systemctl show -P MainPID watchpost.service)
await '/metrics' '^watchpost_[a-z_]*analysed[a-z_]*(\{[^}]*\})? [1-9]' || fail "no picture was analysed"
[[ $(inside systemctl show -P MainPID watchpost.service) == "$pid" ]] || fail "the service was restarted by itself"
[[ $(inside stat -c %U "/proc/$pid") == watchpost ]] || fail "the service does not run as watchpost"
[[ -z $(inside find / -xdev -newer /root/watchpost.deb -name '*.so*' -not -path '/usr/*' -not -path '/proc/*') ]] || fail "natives were unpacked"

# Stopped in time and cleanly.
began=$(date +%s%N)
inside systemctl stop watchpost.service
took=$((($(date +%s%N) - began) / 1000000))
[[ $took -le 5000 ]] || fail "stopping took $took ms"
[[ $(inside systemctl show -P Result watchpost.service) == success ]] || fail "the stop was not clean"

# A wrong configuration is said once; trying again would not help.
cp "$root/etc/watchpost/watchpost.yaml" "$work/good.yaml"
echo 'sote: x' >"$root/etc/watchpost/watchpost.yaml"
inside systemctl start watchpost.service || true
for _ in $(seq 50); do
  [[ $(inside systemctl show -P ActiveState watchpost.service) == failed ]] && break
  sleep 0.2
done
ended="$(inside systemctl show -P ActiveState watchpost.service) $(inside systemctl show -P ExecMainStatus watchpost.service)"
[[ $ended == "failed 3" ]] || fail "a wrong configuration gave $ended"
inside journalctl -u watchpost.service | grep 'did you mean site' >/dev/null || fail "the journal does not say what is wrong"
cp "$work/good.yaml" "$root/etc/watchpost/watchpost.yaml"
inside systemctl reset-failed watchpost.service

# Upgraded (by itself) it keeps the configuration; purged it leaves nothing.
inside systemctl start watchpost.service
inside dpkg -i /root/watchpost.deb >"$work/dpkg.log" 2>&1 || fail "upgrade: $(cat "$work/dpkg.log")"
inside systemctl is-active --quiet watchpost.service || fail "the service does not run after the upgrade"
inside grep -q 'site: test' /etc/watchpost/watchpost.yaml || fail "the upgrade took the configuration away"
inside dpkg --remove watchpost >"$work/dpkg.log" 2>&1 || fail "remove: $(cat "$work/dpkg.log")"
inside test -d /var/lib/watchpost || fail "removal took the state away"
inside dpkg --purge watchpost >"$work/dpkg.log" 2>&1 || fail "purge: $(cat "$work/dpkg.log")"
for left in /etc/watchpost /var/lib/watchpost /usr/lib/watchpost /usr/bin/watchpost /usr/lib/systemd/system/watchpost.service; do
  inside test ! -e "$left" || fail "$left is left after the purge: $(inside find "$left" | head)"
done
printf 'install-test: good; stopped in %s ms\n' "$took"
