/**
 * Scenarios played on the lab by the shipped processes, while a proxy in front of each real system
 * makes its wire fail at chosen requests. Afterwards the same witnesses and invariants are asked as
 * after kills, and whether an ill system was told by its name. The proxies themselves belong to the
 * lab.
 */
@NullMarked
package dev.slipway.fire.proxy;

import org.jspecify.annotations.NullMarked;
