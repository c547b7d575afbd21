package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our own target file: services, what they call and use, resources, and the topics with who publishes and consumes. */
final class SeatrialFile {

    private static final Pattern SERVICE = Pattern.compile("services\\.([^.\\[]+)\\.(.+)");
    private static final Pattern LINK = Pattern.compile("(calls|uses)\\.([^.\\[]+).*");
    private static final Pattern RESOURCE = Pattern.compile("resources\\.([^.\\[]+)\\.(\\w+).*");
    private static final Pattern EVENT =
            Pattern.compile("events\\.(.+?)\\.(publisher|publishers|consumers)(\\[\\d+])?");

    private final Map<String, Container> containers = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();

    private SeatrialFile() {}

    static boolean is(List<Setting> yaml) {
        return yaml.stream().anyMatch(s -> s.key().equals("seatrial"))
                && yaml.stream().anyMatch(s -> s.key().startsWith("services."));
    }

    /** Gives the services and resources; adds what lies between them. */
    static List<Container> in(String directory, List<Setting> yaml, List<Link> links) {
        SeatrialFile file = new SeatrialFile();
        for (Setting setting : yaml) {
            Matcher resource = RESOURCE.matcher(setting.key());
            if (resource.matches()) {
                file.resource(resource.group(1), resource.group(2), setting);
            }
        }
        for (Setting setting : yaml) {
            Matcher service = SERVICE.matcher(setting.key());
            Matcher event = EVENT.matcher(setting.key());
            if (service.matches()) {
                file.service(directory, service.group(1), service.group(2), setting, links);
            } else if (event.matches()) {
                file.event(event.group(1), event.group(2).startsWith("publisher"), setting, links);
            }
        }
        return List.copyOf(file.containers.values());
    }

    private void resource(String name, String technology, Setting setting) {
        if (!resources.containsKey(name)) {
            resources.put(name, technology);
            Container container = container(name, technology + " resource", setting.place());
            container.image = technology;
        }
    }

    private Container container(String name, String what, Place place) {
        return containers.computeIfAbsent(name, n -> new Container(n, what, place));
    }

    private void service(String directory, String name, String key, Setting setting, List<Link> links) {
        Container container = container(name, "service", setting.place());
        Matcher link = LINK.matcher(key);
        if (link.matches()) {
            boolean call = link.group(1).equals("calls");
            String technology = resources.getOrDefault(link.group(2), "");
            EdgeKind kind = call
                    ? EdgeKind.HTTP
                    : Images.kind(technology).filter(k -> k == Kind.BROKER).isPresent()
                            ? EdgeKind.EVENT
                            : EdgeKind.DATA_STORE;
            Link made = new Link(name, link.group(2), kind, "", "", "", Kind.SERVICE, setting.place());
            if (links.stream().noneMatch(l -> l.from().equals(name) && l.to().equals(link.group(2)))) {
                links.add(made);
            }
        } else if (key.equals("image")) {
            container.image = setting.value();
        } else if (key.equals("port")) {
            container.port(setting.value());
        } else if (key.equals("jar") || key.matches("(command|process)(\\[\\d+])?")) {
            String path = setting.value().replaceFirst("/(target|build/libs|dist|bin)/.*", "");
            if (!path.equals(setting.value())) {
                container.build = Container.normal(directory, path);
            }
        } else if (key.startsWith("env.")) {
            container.variable(key.substring("env.".length()), setting.value(), setting.place());
        }
    }

    private void event(String topic, boolean publishes, Setting setting, List<Link> links) {
        String broker = resources.entrySet().stream()
                .filter(e ->
                        Images.kind(e.getValue()).filter(k -> k == Kind.BROKER).isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        if (!broker.isEmpty() && !setting.value().isBlank()) {
            String does = publishes ? "produces" : "consumes";
            links.add(
                    new Link(setting.value(), broker, EdgeKind.EVENT, does, "", topic, Kind.SERVICE, setting.place()));
        }
    }
}
