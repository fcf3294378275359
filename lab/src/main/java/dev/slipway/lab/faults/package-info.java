/**
 * Proxies that stand in front of real systems and make their wire fail at a chosen request: late,
 * refused, cut, lost, silent or untrue answers. Requests are passed on as they came, with the
 * client's own credentials, so that whoever writes down what reached a system still sees who it
 * was. Nothing here knows Slipway.
 */
@NullMarked
package dev.slipway.lab.faults;

import org.jspecify.annotations.NullMarked;
