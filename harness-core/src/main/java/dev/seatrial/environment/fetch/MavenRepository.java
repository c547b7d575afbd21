package dev.seatrial.environment.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** The user's Maven repository, as the user's settings have it: local folder, mirrors, proxies, credentials, offline. */
final class MavenRepository {

    private final Settings settings;
    private final FetchProgress progress;

    MavenRepository(Settings settings, FetchProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    static MavenRepository ofUser(FetchProgress progress) throws IOException {
        return new MavenRepository(MavenSettings.read(), progress);
    }

    List<Path> resolve(List<String> coordinates) throws IOException {
        RepositorySystem system = new RepositorySystemSupplier().get();
        DefaultRepositorySystemSession session = session(system);
        RemoteRepository central =
                new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/").build();
        CollectRequest collect = new CollectRequest()
                .setDependencies(coordinates.stream()
                        .map(c -> new Dependency(new DefaultArtifact(c), "runtime"))
                        .toList())
                .setRepositories(system.newResolutionRepositories(session, List.of(central)));
        try {
            List<Path> jars = new ArrayList<>();
            for (ArtifactResult result : system.resolveDependencies(
                            session, new DependencyRequest(collect, (node, parents) -> isForRunning(node)))
                    .getArtifactResults()) {
                jars.add(result.getArtifact().getPath().toAbsolutePath());
            }
            return jars;
        } catch (DependencyResolutionException e) {
            throw new FetchException(message(coordinates, session, e), e);
        } finally {
            system.shutdown();
        }
    }

    private static boolean isForRunning(DependencyNode node) {
        Dependency dependency = node.getDependency();
        return dependency != null && List.of("compile", "runtime").contains(dependency.getScope());
    }

    private String message(
            List<String> coordinates, DefaultRepositorySystemSession session, DependencyResolutionException e) {
        return String.join(", ", coordinates) + " cannot be had: "
                + (session.isOffline()
                        ? "Maven's settings say offline, and the local repository lacks it"
                        : String.valueOf(e.getMessage()))
                + "\n  where: local repository " + session.getLocalRepository().getBasePath()
                + ", then Maven Central or its mirror in the settings"
                + "\n  mend: connect once, or on a machine that is connected run"
                + " mvn dependency:get -Dartifact=" + coordinates.get(0) + " and copy the local repository";
    }

    private DefaultRepositorySystemSession session(RepositorySystem system) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        Properties properties = System.getProperties();
        properties.stringPropertyNames().forEach(n -> session.setSystemProperty(n, properties.getProperty(n)));
        session.setOffline(settings.isOffline());
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(
                session, new LocalRepository(MavenSettings.localRepository(settings))));
        session.setMirrorSelector(MavenSettings.mirrors(settings));
        session.setProxySelector(MavenSettings.proxies(settings));
        session.setAuthenticationSelector(MavenSettings.credentials(settings));
        session.setTransferListener(new Told(progress));
        return session;
    }

    /** Tells of every jar that is fetched, with the sum so far; poms are too many and too small. */
    private static final class Told extends AbstractTransferListener {
        private final FetchProgress progress;
        private final AtomicInteger files = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        Told(FetchProgress progress) {
            this.progress = progress;
        }

        @Override
        public void transferSucceeded(TransferEvent event) {
            String name = event.getResource().getResourceName();
            long sum = bytes.addAndGet(event.getTransferredBytes());
            if (name.endsWith(".jar")) {
                progress.tell(String.format(
                        Locale.ROOT,
                        "fetched %s (%d jars, %.1f MB)",
                        name.substring(name.lastIndexOf('/') + 1),
                        files.incrementAndGet(),
                        sum / 1e6));
            }
        }
    }
}
