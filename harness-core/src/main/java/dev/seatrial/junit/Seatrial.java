package dev.seatrial.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a target before the tests of a class. It is started once for each target file, environment, overrides and
 * seed, and stopped when the last test of the JVM has run.
 *
 * <p>Tests may have parameters of these types: {@code Environment}, {@code Target}, and with {@link Named}
 * {@code RunningService}, {@code Link} and {@code Ledger}. A class that implements {@link VoyageTests} shows every check
 * of every subject as a test.
 *
 * <p>The target's build command is not run: the build that runs the tests has built the services.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SeatrialExtension.class)
public @interface Seatrial {

    /** The target file, or the folder that holds it; relative to the working directory. */
    String value() default "seatrial.yaml";

    /**
     * The environment, such as {@code processes}. Empty: the system property {@code seatrial.environment}, else the
     * first that fits.
     */
    String environment() default "";

    /** What to set over the target file, as {@code payments.env.LOG_LEVEL=debug}. */
    String[] set() default {};

    /** The profile: {@code core}, {@code extended}, or one that the target declares; empty: the one it is held to. */
    String profile() default "";

    /**
     * Patterns of requirement ids or suites; where there are any, the profile is not asked. Empty: the system property
     * {@code seatrial.only}, separated by commas.
     */
    String[] only() default {};

    /**
     * Patterns of services, or of parts of one such as {@code payments/createPayment}. Empty: the system property
     * {@code seatrial.subject}, separated by commas, else all.
     */
    String[] subject() default {};

    /** Whether a check that could not be told is skipped instead of failed. */
    boolean tolerateInconclusive() default false;

    /**
     * The seed of everything random, in the checks and on the links; negative: the system property {@code seatrial.seed},
     * else a fresh one.
     */
    long seed() default -1;

    /** The folder that takes the reports, with a folder for each system; empty: none are written. */
    String report() default "target/seatrial-report";
}
