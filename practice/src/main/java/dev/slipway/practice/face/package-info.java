/**
 * The site over HTTP: sockets, watches, faults, and the registry's and the edge's own protocols. It
 * stands on Vert.x, as fabric8's mock server does, but not on that server itself: a mock's answer
 * is one piece, so it could neither stream a watch nor break a connection after an effect.
 */
@NullMarked
package dev.slipway.practice.face;

import org.jspecify.annotations.NullMarked;
