package dev.seatrial.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which service or link a test's parameter is: {@code @Named("payments") RunningService} or
 * {@code @Named("orders -> inventory") Link}. The entry link of a service is {@code outside -> payments}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Named {

    /** The name of a service, or of a link as consumer {@code ->} provider. */
    String value();
}
