package dev.seatrial.junit;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningService;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.Link;
import dev.seatrial.target.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts targets for test classes and hands out their parts. */
final class SeatrialExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SeatrialExtension.class);
    private static final Set<Class<?>> PARTS =
            Set.of(Environment.class, Target.class, RunningService.class, Link.class, Ledger.class, CheckTests.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        target(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StartedTarget started = target(context);
        Environment environment = started.environment();
        Class<?> type = parameter.getParameter().getType();
        if (type == Environment.class) {
            return environment;
        }
        if (type == Target.class) {
            return environment.target();
        }
        if (type == CheckTests.class) {
            return new CheckTests(started, settings(context));
        }
        String name = parameter
                .findAnnotation(Named.class)
                .orElseThrow(() -> new ParameterResolutionException("the parameter " + parameter.getParameter()
                        + " needs @Named with the name of a service or of a link such as \"orders -> payments\""))
                .value();
        if (type == RunningService.class) {
            return service(environment, name);
        }
        Link link = link(environment, name);
        return type == Link.class ? link : link.ledger();
    }

    private static RunningService service(Environment environment, String name) {
        Set<String> names = environment.target().services().keySet();
        if (!names.contains(name)) {
            throw new ParameterResolutionException(
                    "there is no service \"" + name + "\"; the services are " + String.join(", ", names));
        }
        return environment.service(name);
    }

    private static Link link(Environment environment, String name) {
        String plain = name.replaceAll("\\s*->\\s*", " -> ");
        List<String> names =
                environment.links().stream().map(link -> link.id().toString()).toList();
        return environment.links().stream()
                .filter(link -> link.id().toString().equals(plain))
                .findFirst()
                .orElseThrow(() -> new ParameterResolutionException(
                        "there is no link \"" + name + "\"; the links are " + String.join(", ", names)));
    }

    private static StartedTarget target(ExtensionContext context) {
        Seatrial settings = settings(context);
        StartedTarget.Key key = StartedTarget.Key.of(settings);
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(key, StartedTarget::start, StartedTarget.class);
    }

    private static Seatrial settings(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), Seatrial.class, context.getEnclosingTestClasses())
                .orElseThrow(() -> new ExtensionConfigurationException(
                        context.getRequiredTestClass().getName() + " has no @Seatrial"));
    }
}
