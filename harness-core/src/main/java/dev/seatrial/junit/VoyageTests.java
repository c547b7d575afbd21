package dev.seatrial.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows every check of every subject as a test, and the verdict as the last:
 *
 * <pre>{@code
 * @Seatrial("seatrial.yaml")
 * class ShopTest implements VoyageTests {}
 * }</pre>
 *
 * A violation fails with its findings. An inconclusive result fails too, unless {@link Seatrial#tolerateInconclusive}
 * says otherwise. What is inapplicable or waived is skipped with its reason.
 */
public interface VoyageTests {

    /** A test for each check and subject, in the order in which they run. */
    @TestFactory
    default Stream<DynamicNode> voyage(CheckTests checks) {
        return checks.nodes();
    }
}
