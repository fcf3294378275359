# shellcheck shell=bash
# One network namespace in which every pod and service address is local. Nothing in it reaches outside.

network_is_up() { [ -e "/run/netns/$LAB_NETWORK" ]; }

start_network() {
  network_is_up || ip netns add "$LAB_NETWORK"
  ip -n "$LAB_NETWORK" link set lo up
  ip -n "$LAB_NETWORK" route replace local "$POD_RANGE" dev lo
  ip -n "$LAB_NETWORK" route replace local "$SERVICE_RANGE" dev lo
}

stop_network() {
  if network_is_up; then ip netns del "$LAB_NETWORK"; fi
}

inside() { ip netns exec "$LAB_NETWORK" "$@"; }
