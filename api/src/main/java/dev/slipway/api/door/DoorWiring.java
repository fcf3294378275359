package dev.slipway.api.door;

import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the role check before every controller. */
@Configuration(proxyBeanMethods = false)
class DoorWiring implements WebMvcConfigurer {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  private static final List<String> NOT_SPOKEN =
      List.of("yaml", "x-yaml", "xml", "cbor", "x-jackson-smile");

  private final RoleInterceptor roles;

  DoorWiring(RoleInterceptor roles) {
    this.roles = roles;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(roles);
    registry.addInterceptor(new KnownQuery());
  }

  /**
   * JSON and plain text only. What else lies on the class path, such as a reader of YAML that knows
   * no limits and takes unknown fields, would be picked up otherwise.
   */
  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.configureMessageConvertersList(
        all ->
            all.removeIf(
                one ->
                    one.getSupportedMediaTypes().stream()
                        .anyMatch(type -> NOT_SPOKEN.contains(type.getSubtype()))));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }
}
