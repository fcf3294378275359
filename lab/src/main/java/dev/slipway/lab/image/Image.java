package dev.slipway.lab.image;

/**
 * An image as pulled.
 *
 * @param reference by digest, what a kubelet reports as image id
 * @param tag the tag it was pushed under, from its configuration; decides what its pods do
 * @param bytes size of all layers
 */
public record Image(ImageReference reference, String tag, long bytes) {}
