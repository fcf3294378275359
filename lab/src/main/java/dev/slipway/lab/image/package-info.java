/**
 * Images of the lab: how a reference is read, how an image is built, pushed and pulled over the OCI
 * registry protocol. It is written apart from the product's registry adapter, so that the lab
 * witnesses what the adapter says and does not repeat its mistakes. It uses the JDK's HTTP client
 * and Jackson only.
 */
@NullMarked
package dev.slipway.lab.image;

import org.jspecify.annotations.NullMarked;
