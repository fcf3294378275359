/**
 * Benches on the lab: Slipway as it is shipped, against real systems. Each makes an installation of
 * its own with a namespace, a database and a site, and takes it away again. A number is printed
 * beside what it is compared with, both measured in one run.
 */
@NullMarked
package dev.slipway.bench.lab;

import org.jspecify.annotations.NullMarked;
