# shellcheck shell=bash
# What the lab says, and the refusals that every command shares.

say() { printf 'lab: %s\n' "$*"; }

fail() {
  printf 'lab: %s\n' "$*" >&2
  exit 1
}

need() { # COMMAND WHAT_GIVES_IT
  command -v "$1" >/dev/null 2>&1 || fail "'$1' is missing: $2"
}

need_root() {
  [ "$(uname -s)" = Linux ] || fail "the lab needs Linux (network namespaces)"
  [ "$(id -u)" = 0 ] || fail "the lab needs root for its network namespace: run it with sudo"
}

one_at_a_time() {
  mkdir -p "$LAB_STATE" "$LAB_LOGS"
  exec 9>"$LAB_STATE.lock"
  flock -w 900 9 || fail "another lab command has held $LAB_STATE.lock for 15 minutes"
}

java_major() { # JAVA_HOME
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

java_command() { printf '%s/bin/java' "$(java_home)"; }

java_home() {
  local home best='' best_major=20 major
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -x "$home/bin/java" ] || continue
    major=$(java_major "$home")
    if [ "${major:-0}" -gt "$best_major" ]; then
      best=$home best_major=$major
    fi
  done
  [ -n "$best" ] || fail "no JDK >= 21 found in JAVA_HOME or /usr/lib/jvm: install one (Debian: Temurin from adoptium.net)"
  printf '%s' "$best"
}
