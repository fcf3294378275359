/**
 * Contract tests: what every implementation of a port shows, real adapters and honest fakes alike.
 * Each is an abstract test class that an implementation's module inherits from. Also the words in
 * which tests speak.
 */
@NullMarked
package dev.slipway.testkit;

import org.jspecify.annotations.NullMarked;
