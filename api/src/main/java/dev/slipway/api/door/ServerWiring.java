package dev.slipway.api.door;

import dev.slipway.api.SlipwayApiProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps slow clients from keeping connections. */
@Configuration(proxyBeanMethods = false)
class ServerWiring {
  @Bean
  WebServerFactoryCustomizer<TomcatWebServerFactory> punctuality(SlipwayApiProperties properties) {
    return factory -> {
      factory.setProtocol(PunctualProtocol.class.getName());
      factory.addProtocolHandlerCustomizers(
          protocol -> {
            if (protocol instanceof PunctualProtocol punctual) {
              punctual.setHeadTime(properties.door().requestTime());
            }
          });
      factory.addEngineValves(new LeftoverValve());
    };
  }
}
