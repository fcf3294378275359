package dev.slipway.verify;

import org.jspecify.annotations.Nullable;

/**
 * One expectation on a JSON answer.
 *
 * @param pointer RFC 6901 pointer, e.g. {@code /status}
 * @param equalTo wanted value as text after substitution of {@code ${version}} and the like; null
 *     asks only that the field is there and not null (D43)
 */
public record FieldExpectation(String pointer, @Nullable String equalTo) {}
