#!/usr/bin/env bash
# install-packages.sh PACKAGE...: installs the Debian packages that are missing.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

installed() {
  [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

missing=()
for package in "$@"; do
  installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi

echo "Installing ${missing[*]}"
for attempt in 1 2 3; do
  if apt-get -q -o Acquire::Retries=3 update \
    && apt-get -q -o Acquire::Retries=3 install -y --no-install-recommends "${missing[@]}"; then
    exit 0
  fi
  echo "Attempt $attempt failed." >&2
  sleep $((attempt * 5))
done
echo "Could not install: ${missing[*]}" >&2
exit 1
