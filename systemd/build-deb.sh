#!/usr/bin/env bash
# usage: build-deb.sh VERSION ARCH…     (called by `mvn package -Ppackage`, which has put the jars into target/)
# Makes target/watchpost_VERSION_ARCH.deb from package/, target/jars and target/natives. Needs dpkg-deb and a JDK.
set -euo pipefail
shopt -s nullglob

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
target=$here/target
version=${1/%-SNAPSHOT/~snapshot}
shift
jar=$JAVA_HOME/bin/jar
SOURCE_DATE_EPOCH=$(date -d "$BUILT_AT" +%s)
export SOURCE_DATE_EPOCH

fail() { printf 'build-deb.sh: %s\n' "$*" >&2; exit 1; }
command -v dpkg-deb >/dev/null || fail "dpkg-deb is missing: apt install dpkg (other systems: the package dpkg)."
[[ -x $jar ]] || fail "$jar is missing: JAVA_HOME must be a JDK."

# What is loaded out of the native jars: the libraries of these modules, without headers, Python bindings and the modules of OpenCV
# that nothing here uses; and the program that 'bench pipeline' compares with.
wanted='libjnijavacpp|lib(jni)?(avcodec|avformat|avutil|swscale|swresample|avfilter|avdevice)|libva|libva-drm|libdrm'
wanted+='|lib(jni)?opencv_(core|imgproc|imgcodecs)|libjniopenblas(_nolapack)?|libopenblas|libgfortran|libquadmath|libgcc_s'

# Unpacks jar $1 into folder $2.
unpack() {
  mkdir -p "$2"
  (cd "$2" && "$jar" xf "$1")
}

# The jars that are the same for every architecture; those that carry natives for all systems are packed again without them.
copy_jars() {
  local to=$1 file name
  mkdir -p "$to"
  for file in "$target"/jars/*.jar; do
    name=$(basename "$file")
    case $name in
      onnxruntime-* | sqlite-jdbc-*)
        local open=$target/open/$name
        rm -rf "$open"
        unpack "$file" "$open"
        rm -rf "$open/ai/onnxruntime/native" "$open/org/sqlite/native"
        "$jar" --create --file "$to/$name" --no-manifest --date="$BUILT_AT" -C "$open" .
        ;;
      *) cp "$file" "$to/$name" ;;
    esac
  done
}

# The natives of one architecture, as files: $1 folder, $2 Bytedeco's name, $3 ONNX Runtime's, $4 SQLite's.
copy_natives() {
  local to=$1 platform=$2 file
  for file in "$target"/natives/*-"$platform".jar; do
    local open
    open=$target/open/$(basename "$file")
    [[ -d $open ]] || unpack "$file" "$open"
    (cd "$open" && find org -path "*/$platform/*" -type f -regextype posix-extended -regex ".*/$platform/(($wanted)\.so(\.[0-9.]+)?|ffmpeg)") |
      while read -r library; do
        install -D -m 644 "$open/$library" "$to/$library"
      done
  done
  # OpenCV's loader wants OpenBLAS under two names.
  ln -s libopenblas.so.0 "$to/org/bytedeco/openblas/$platform/libopenblas_nolapack.so.0"
  mkdir -p "$to/onnxruntime" "$to/sqlite" "$target/open/all"
  (
    cd "$target/open/all"
    "$jar" xf "$(echo "$target"/jars/onnxruntime-*.jar)" "ai/onnxruntime/native/$3/"
    "$jar" xf "$(echo "$target"/jars/sqlite-jdbc-*.jar)" "org/sqlite/native/Linux/$4/"
  )
  install -m 644 "$target/open/all/ai/onnxruntime/native/$3/"*.so "$to/onnxruntime/"
  install -m 644 "$target/open/all/org/sqlite/native/Linux/$4/"*.so "$to/sqlite/"
}

# Names and licences of everything in the package. A jar that third-party.tsv does not know fails the build.
write_licences() {
  local doc=$1 file name pattern what licence home found
  {
    cat "$here/copyright.head"
    for file in "$target"/jars/*.jar; do
      name=$(basename "$file")
      found=
      while IFS=$'\t' read -r pattern what licence home; do
        if [[ $name =~ ^$pattern ]]; then
          found=$(printf '%s\n  %s: %s, %s\n' "$name" "$what" "$licence" "$home")
          break
        fi
      done <"$here/third-party.tsv"
      [[ -n $found ]] || fail "$name is not in systemd/third-party.tsv: add its licence there."
      [[ $found == *": own,"* ]] || printf '%s\n' "$found"
    done
  } >"$doc/copyright"
  for file in "$target"/jars/*.jar; do
    local open
    open=$target/open/licences/$(basename "$file" .jar)
    rm -rf "$open"
    mkdir -p "$open"
    (cd "$open" && "$jar" tf "$file" | grep -iE '^(META-INF/)?(LICEN[CS]E|NOTICE|ThirdPartyNotices)[^/]*$' | while read -r text; do
      "$jar" xf "$file" "$text"
      install -D -m 644 "$text" "$doc/licences/$(basename "$file" .jar)/$(basename "$text")"
    done) || true # a jar without such texts
  done
  find "$doc/licences" -type f -exec gzip -9n {} +
}

build() {
  local arch=$1 platform onnxruntime sqlite depends
  case $arch in
    amd64) platform=linux-x86_64 onnxruntime=linux-x64 sqlite=x86_64 depends= ;;
    arm64) platform=linux-arm64 onnxruntime=linux-aarch64 sqlite=aarch64 depends=', libva2, libva-drm2, libdrm2' ;;
    *) fail "$arch is not built: use amd64 or arm64." ;;
  esac
  local root=$target/$arch/root
  rm -rf "$root"
  mkdir -p "$root"
  cp -a "$here/package/." "$root/"
  copy_jars "$root/usr/lib/watchpost/lib"
  copy_natives "$root/usr/lib/watchpost/natives" "$platform" "$onnxruntime" "$sqlite"
  install -d -m 750 "$root/etc/watchpost/credentials"
  local doc=$root/usr/share/doc/watchpost
  mkdir -p "$doc"
  install -m 644 "$here/../docs/watchpost.example.yaml" "$doc/"
  write_licences "$doc"
  printf 'watchpost (%s) stable; urgency=medium\n\n  * See the history of the source.\n\n -- watchpost <watchpost@localhost>  %s\n' \
    "$version" "$(date -R -u -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"

  find "$root" -type d -exec chmod 755 {} +
  find "$root" -type f -exec chmod 644 {} +
  chmod 755 "$root/usr/bin/watchpost" "$root/usr/lib/watchpost/natives/org/bytedeco/ffmpeg/$platform/ffmpeg" "$root"/DEBIAN/{postinst,prerm,postrm}
  chmod 750 "$root/etc/watchpost/credentials"
  chmod 640 "$root/etc/watchpost/watchpost.yaml"
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@DEPENDS@/$depends/" \
    -e "s/@SIZE@/$(du -k -s --apparent-size "$root" | cut -f1)/" "$root/DEBIAN/control.in" >"$root/DEBIAN/control"
  rm "$root/DEBIAN/control.in"

  local deb=$target/watchpost_${version}_$arch.deb
  dpkg-deb --root-owner-group -Zzstd -z9 --build "$root" "$deb" >/dev/null
  printf '%s: %s kB, %s kB installed\n' "$(basename "$deb")" "$(($(stat -c %s "$deb") / 1000))" \
    "$(sed -n 's/^Installed-Size: //p' "$root/DEBIAN/control")"
}

rm -rf "$target/open"
for arch in "$@"; do
  build "$arch"
done
rm -rf "$target/open"
