package dev.slipway.worker;

import dev.slipway.people.SmtpSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeout for one delivery
 * @param plainHosts hosts that may be told without TLS; loopback always may
 * @param smtp relay for mail; none if absent
 */
public record PeopleProperties(
    @DefaultValue("15s") Duration timeout,
    @DefaultValue List<String> plainHosts,
    @Nullable SmtpSettings smtp,
    @DefaultValue SlipwayProperties.SecretProperties secrets) {}
