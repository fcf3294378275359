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

# A way in for a browser on this machine: host and namespace get one address each on a cable of their own.
# There is no way out but to this machine itself, and `down` takes the cable away with the namespace.
open_network() {
  if ip link show "$LAB_CABLE" >/dev/null 2>&1; then return; fi
  ip link add "$LAB_CABLE" type veth peer name host netns "$LAB_NETWORK"
  ip addr add "$HOST_SIDE/30" dev "$LAB_CABLE"
  ip link set "$LAB_CABLE" up
  ip -n "$LAB_NETWORK" addr add "$LAB_SIDE/30" dev host
  ip -n "$LAB_NETWORK" link set host up
  ip route replace "$POD_RANGE" via "$LAB_SIDE"
}
