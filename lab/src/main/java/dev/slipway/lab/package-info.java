/**
 * The lab's own programs and what tests need to know about a running lab. One command starts the
 * node agent, another pushes images; {@link dev.slipway.lab.Lab} reads the addresses that {@code
 * lab up} wrote. Nothing of the product depends on this room.
 */
@NullMarked
package dev.slipway.lab;

import org.jspecify.annotations.NullMarked;
