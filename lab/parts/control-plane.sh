# shellcheck shell=bash
# Builds kube-apiserver, kube-controller-manager, kube-scheduler and kubectl from the Go module proxy.
# Kubernetes publishes its module but not its staging modules under the versions its go.mod names, so
# a small module of our own repeats its replace lines with the published versions.

control_plane_dir() { printf '%s/control-plane-%s' "$LAB_CACHE" "$KUBERNETES_VERSION"; }

control_plane_is_built() {
  local name
  for name in kube-apiserver kube-controller-manager kube-scheduler kubectl; do
    [ -x "$(control_plane_dir)/$name" ] || return 1
  done
}

write_control_plane_module() { # DIR GO_MOD_OF_KUBERNETES
  local name
  {
    echo 'module dev.slipway/lab/controlplane'
    echo
    sed -n 's/^go /go /p' "$2"
    sed -n 's/^godebug /godebug /p' "$2"
    echo "require k8s.io/kubernetes v$KUBERNETES_VERSION"
    sed -n "s#^\t*\(k8s.io/[a-z0-9-]*\) => ./staging/.*#replace \1 => \1 v0.${KUBERNETES_VERSION#*.}#p" "$2"
    for name in kube-apiserver kube-controller-manager kube-scheduler kubectl; do
      echo "tool k8s.io/kubernetes/cmd/$name"
    done
  } >"$1/go.mod"
}

install_control_plane() {
  local dir work upstream flags minor
  dir=$(control_plane_dir)
  if control_plane_is_built; then return; fi
  say "building Kubernetes $KUBERNETES_VERSION from source (about 6 minutes on two cores, once)"
  # where Go's own installer puts it; sudo often leaves that off the path
  PATH=$PATH:/usr/local/go/bin
  need go "Go >= 1.26 (https://go.dev/dl) builds the Kubernetes control plane"
  work="$dir.build"
  mkdir -p "$work"
  upstream=$(cd "$work" && GOFLAGS=-mod=mod go mod download -json "k8s.io/kubernetes@v$KUBERNETES_VERSION" |
    sed -n 's/^\t"GoMod": "\(.*\)",*$/\1/p')
  [ -f "$upstream" ] || fail "the Go module proxy ($(go env GOPROXY)) did not give k8s.io/kubernetes v$KUBERNETES_VERSION"
  write_control_plane_module "$work" "$upstream"
  minor=${KUBERNETES_VERSION#1.}
  minor=${minor%%.*}
  flags="-s -w"
  flags+=" -X k8s.io/component-base/version.gitVersion=v$KUBERNETES_VERSION"
  flags+=" -X k8s.io/component-base/version.gitMajor=1"
  flags+=" -X k8s.io/component-base/version.gitMinor=$minor"
  mkdir -p "$work/bin"
  compile_control_plane "$work" "$flags"
  mkdir -p "$dir"
  mv "$work"/bin/* "$dir/"
  rm -rf "$work"
}

# Minutes of silence look like a hang: it says every half minute how far it is.
compile_control_plane() { # MODULE_DIR LINKER_FLAGS
  local log=$LAB_LOGS/kubernetes-build.log build begin=$SECONDS next=30
  (
    cd "$1"
    CGO_ENABLED=0 GOFLAGS=-mod=mod exec go build -v -ldflags "$2" -o bin/ \
      k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kube-controller-manager \
      k8s.io/kubernetes/cmd/kube-scheduler k8s.io/kubernetes/cmd/kubectl
  ) >"$log" 2>&1 9>&- &
  build=$!
  # shellcheck disable=SC2064 # the build's number of now
  trap "kill $build 2>/dev/null; exit 130" INT TERM
  while kill -0 $build 2>/dev/null; do
    sleep 1
    if [ $((SECONDS - begin)) -ge $next ]; then
      say "  after ${next} s: $(grep -vc '^go: ' "$log" || true) packages compiled"
      next=$((next + 30))
    fi
  done
  trap - INT TERM
  wait $build || fail "Kubernetes does not build; last words: $(tail -n 3 "$log"); see $log"
}
