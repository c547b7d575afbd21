package dev.seatrial.ship;

import dev.seatrial.ship.fixture.TestCluster;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Ships version 2 and stays at the gate for ever; says "judging" when it is there. */
final class ShipUntilKilled {

    private ShipUntilKilled() {}

    public static void main(String[] args) throws InterruptedException {
        ShipTest.folder = Path.of(args[2]);
        Ship.Request request = Ship.Request.of(ShipTest.target("2", "none"), "fixture", args[1], TestCluster.registry())
                .withCluster(Optional.of(Path.of(args[0])), Optional.empty());
        Ship.run(
                request,
                candidate -> {
                    System.out.println("judging");
                    new CountDownLatch(1).await();
                    throw new AssertionError("nobody opens this latch");
                },
                event -> {});
    }
}
