#!/usr/bin/env bash
# Installs two versions of PgBouncer: Debian's, which is old (1.18: no settings in the startup packet, no
# prepared statements), and 1.24 built from the source package of a newer Debian. The first is
# /usr/sbin/pgbouncer, the second /opt/startkit/pgbouncer-1.24/pgbouncer. Does nothing when they are there.
set -euo pipefail

readonly series=1.24
readonly release=trixie
readonly target=/opt/startkit/pgbouncer-$series
here=$(dirname "$(readlink -f "$0")")
readonly here

"$here/install-packages.sh" pgbouncer
if "$target/pgbouncer" --version 2>/dev/null | grep -q "^PgBouncer $series"; then exit 0; fi
"$here/install-packages.sh" gcc make libc6-dev libevent-dev libssl-dev pkg-config dpkg-dev

work=$(mktemp -d /var/tmp/startkit-pgbouncer-XXXXXX)
readonly work
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/lists/partial" "$work/source"
chown -R _apt: "$work/lists" "$work/source"

# Package lists of their own: nothing else on this machine is to come from another release.
cat > "$work/source.list" <<LIST
deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main
LIST
apt=(
  apt-get -q
  -o "Dir::Etc::SourceList=$work/source.list"
  -o Dir::Etc::SourceParts=-
  -o "Dir::State::Lists=$work/lists"
  -o Acquire::Retries=3
)
"${apt[@]}" update
cd "$work/source"
"${apt[@]}" source --download-only pgbouncer
dpkg-source --no-check -x pgbouncer_"$series".*.dsc unpacked

cd unpacked
./configure --prefix="$target" --without-cares --disable-debug > "$work/configure.log" || {
  tail -30 "$work/configure.log" >&2
  exit 1
}
make -j2 pgbouncer > "$work/make.log" 2>&1 || {
  tail -30 "$work/make.log" >&2
  exit 1
}
# Installed whole or not at all.
mkdir -p "$target"
install -m 755 pgbouncer "$target/pgbouncer.new"
mv "$target/pgbouncer.new" "$target/pgbouncer"
"$target/pgbouncer" --version
