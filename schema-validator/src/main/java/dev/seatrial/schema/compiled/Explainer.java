package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says why a value does not conform: one fault for each real fault; of a choice of schemas, the one that came closest. */
final class Explainer {
    private final Judge judge;
    private final int most;
    private List<Fault> faults = new ArrayList<>();

    Explainer(Judge judge, int most) {
        this.judge = judge;
        this.most = most;
    }

    List<Fault> faults() {
        return faults;
    }

    void add(Fault fault) {
        if (faults.size() < most && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    void explain(Node node, Object value, Path path) {
        if (faults.size() >= most) {
            return;
        }
        judge.step();
        Report report = new Report(this, node, path);
        if (node.rejects) {
            report.fault("", "is there", "nothing here: the schema is false");
            return;
        }
        if ((node.types & Types.of(value)) == 0) {
            report.fault("type", "is " + Types.describe(value) + " " + brief(value), Types.words(node.types));
            return;
        }
        if (!explainValues(node, value, report)) {
            explainKind(node, value, path, report);
            explainInPlace(node, value, path, report);
        }
    }

    private static String brief(Object value) {
        return value instanceof Map || value instanceof List ? "" : JsonText.brief(value);
    }

    private static boolean explainValues(Node node, Object value, Report report) {
        boolean wrong = false;
        if (node.constant != null && !node.constant.contains(value)) {
            report.fault(
                    "const",
                    "is " + JsonText.brief(value),
                    JsonText.brief(node.constant.all().get(0)));
            wrong = true;
        }
        if (node.allowed != null && !node.allowed.contains(value)) {
            report.fault("enum", "is " + JsonText.brief(value), oneOf(node.allowed.all(), value));
            wrong = true;
        }
        return wrong;
    }

    private static String oneOf(List<Object> values, Object seen) {
        StringBuilder out = new StringBuilder(values.size() == 1 ? "" : "one of ");
        for (int i = 0; i < values.size() && i < 8; i++) {
            out.append(i == 0 ? "" : ", ").append(JsonText.brief(values.get(i)));
        }
        if (values.size() > 8) {
            out.append(" and ").append(values.size() - 8).append(" more");
        }
        List<String> texts = values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        if (seen instanceof String text) {
            NearestName.of(text, texts)
                    .ifPresent(nearest -> out.append(" (did you mean ")
                            .append(JsonText.brief(nearest))
                            .append("?)"));
        }
        return out.toString();
    }

    private void explainKind(Node node, Object value, Path path, Report report) {
        if (value instanceof String text && node.texts != null) {
            node.texts.explain(text, report);
        } else if (value instanceof Number && node.numbers != null) {
            node.numbers.explain(value, report);
        } else if (value instanceof Map<?, ?> object && node.objects != null) {
            explainObject(node.objects, object, path, report);
        } else if (value instanceof List<?> array && node.arrays != null) {
            explainArray(node.arrays, array, path, report);
        }
    }

    private void explainObject(ObjectRules rules, Map<?, ?> object, Path path, Report report) {
        if (object.size() < rules.least) {
            report.fault("minProperties", "has " + object.size() + " members", "at least " + rules.least);
        }
        if (object.size() > rules.most) {
            report.fault("maxProperties", "has " + object.size() + " members", "at most " + rules.most);
        }
        Map<String, String> typos = typos(rules, object);
        for (String name : rules.required) {
            if (!object.containsKey(name) && !typos.containsValue(name)) {
                report.fault("required", "\"" + name + "\" is missing", "a member \"" + name + "\"");
            }
        }
        rules.dependentRequired.forEach((name, others) -> others.stream()
                .filter(other -> object.containsKey(name) && !object.containsKey(other))
                .forEach(other -> report.fault(
                        "dependentRequired",
                        "\"" + other + "\" is missing",
                        "a member \"" + other + "\" wherever there is \"" + name + "\"")));
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (faults.size() >= most) {
                return;
            }
            explainMember(rules, (String) member.getKey(), member.getValue(), path, report, typos);
        }
    }

    /** Names that are not allowed, each with the missing name that it must have been meant as. */
    private static Map<String, String> typos(ObjectRules rules, Map<?, ?> object) {
        Map<String, String> typos = new HashMap<>();
        if (rules.additional == null || !rules.additional.rejects) {
            return typos;
        }
        List<String> free = new ArrayList<>(rules.properties.keySet());
        free.removeAll(object.keySet());
        for (Object name : object.keySet()) {
            if (free.isEmpty()) {
                break;
            }
            if (!rules.properties.containsKey(name) && !isPatterned(rules, (String) name)) {
                Optional<String> nearest = NearestName.of((String) name, free);
                nearest.ifPresent(meant -> {
                    typos.put((String) name, meant);
                    free.remove(meant);
                });
            }
        }
        return typos;
    }

    private static boolean isPatterned(ObjectRules rules, String name) {
        return rules.patterned.stream()
                .anyMatch(patterned -> patterned.pattern().finds(name));
    }

    private void explainMember(
            ObjectRules rules, String name, Object value, Path path, Report report, Map<String, String> typos) {
        Path below = path.down(name);
        if (rules.names != null && !judge.allows(rules.names, name)) {
            int before = faults.size();
            explain(rules.names, name, below);
            for (int i = before; i < faults.size(); i++) {
                Fault fault = faults.get(i);
                faults.set(
                        i,
                        new Fault(
                                fault.pointer(),
                                fault.schema(),
                                fault.keyword(),
                                "the name " + fault.message(),
                                fault.expected()));
            }
        }
        Node declared = rules.properties.get(name);
        if (declared != null) {
            explain(declared, value, below);
        }
        rules.patterned.stream()
                .filter(patterned -> patterned.pattern().finds(name))
                .forEach(patterned -> explain(patterned.node(), value, below));
        if (declared == null && rules.additional != null && !isPatterned(rules, name)) {
            if (rules.additional.rejects) {
                String meant = typos.get(name);
                report.fault(
                        below,
                        "additionalProperties",
                        "\"" + name + "\" is not a member that the schema knows",
                        meant == null ? knownNames(rules) : "\"" + meant + "\" (did you mean that?)");
            } else {
                explain(rules.additional, value, below);
            }
        }
    }

    private static String knownNames(ObjectRules rules) {
        List<String> names = new ArrayList<>(rules.properties.keySet());
        rules.patterned.forEach(
                patterned -> names.add("names like " + patterned.pattern().source()));
        if (names.isEmpty()) {
            return "no members";
        }
        return names.size() > 12
                ? "one of " + String.join(", ", names.subList(0, 12)) + " and " + (names.size() - 12) + " more"
                : "one of " + String.join(", ", names);
    }

    private void explainArray(ArrayRules rules, List<?> array, Path path, Report report) {
        if (array.size() < rules.least) {
            report.fault("minItems", "has " + elements(array.size()), "at least " + rules.least);
        }
        if (array.size() > rules.most) {
            report.fault("maxItems", "has " + elements(array.size()), "at most " + rules.most);
        }
        if (rules.unique) {
            explainUnique(array, path, report);
        }
        for (int i = 0; i < array.size() && faults.size() < most; i++) {
            Node node = i < rules.prefix.size() ? rules.prefix.get(i) : rules.rest;
            if (node != null && node.rejects) {
                report.fault(
                        path.down(i), rules.restKeyword, "is element " + (i + 1), "at most " + rules.prefix.size());
                break;
            }
            if (node != null) {
                explain(node, array.get(i), path.down(i));
            }
        }
        if (rules.contains != null) {
            int count = judge.contained(rules, array);
            if (count < rules.leastContains) {
                report.fault(
                        rules.leastContains == 1 ? "contains" : "minContains",
                        "has " + elements(count) + " that \"contains\" asks for",
                        "at least " + rules.leastContains);
            }
            if (count > rules.mostContains) {
                report.fault(
                        "maxContains",
                        "has " + elements(count) + " that \"contains\" asks for",
                        "at most " + rules.mostContains);
            }
        }
    }

    private static void explainUnique(List<?> array, Path path, Report report) {
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            Integer first = seen.putIfAbsent(Values.key(array.get(i)), i);
            if (first != null) {
                report.fault(
                        path.down(i),
                        "uniqueItems",
                        "is " + JsonText.brief(array.get(i)) + ", as element " + (first + 1) + " is",
                        "elements that all differ");
                return;
            }
        }
    }

    private static String elements(int count) {
        return count + (count == 1 ? " element" : " elements");
    }

    private void explainInPlace(Node node, Object value, Path path, Report report) {
        node.allOf.forEach(part -> explain(part, value, path));
        if (!node.anyOf.isEmpty() && judge.matches(node.anyOf, value, 1) == 0) {
            closest(node.anyOf, "anyOf", value, path, report);
        }
        if (!node.oneOf.isEmpty()) {
            int matches = judge.matches(node.oneOf, value, Integer.MAX_VALUE);
            if (matches == 0) {
                closest(node.oneOf, "oneOf", value, path, report);
            } else if (matches > 1) {
                report.fault("oneOf", "fits " + matches + " of the " + node.oneOf.size() + " schemas", "exactly one");
            }
        }
        if (node.not != null && judge.allows(node.not, value)) {
            report.fault(
                    "not", "is " + JsonText.brief(value) + ", which fits the schema under \"not\"", "anything else");
        }
        if (node.condition != null) {
            Node chosen = judge.allows(node.condition, value) ? node.then : node.otherwise;
            if (chosen != null) {
                explain(chosen, value, path);
            }
        }
        if (value instanceof Map<?, ?> object) {
            node.dependent.forEach((name, dependent) -> {
                if (object.containsKey(name)) {
                    explain(dependent, value, path);
                }
            });
        }
    }

    private void closest(List<Node> branches, String keyword, Object value, Path path, Report report) {
        List<Fault> before = faults;
        List<Fault> best = List.of();
        long bestDistance = Long.MAX_VALUE;
        int types = 0;
        try {
            for (Node branch : branches) {
                types |= branch.types;
                faults = new ArrayList<>();
                explain(branch, value, path);
                long distance = distance(faults, path);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = faults;
                }
            }
        } finally {
            faults = before;
        }
        if ((types & Types.of(value)) == 0) {
            report.fault(keyword, "is " + Types.describe(value) + " " + brief(value), Types.words(types));
        } else if (best.isEmpty()) {
            report.fault(keyword, "fits none of the " + branches.size() + " schemas", "one that fits");
        } else {
            best.forEach(this::add);
        }
    }

    /** How far a value is from a schema: a wrong type here is farthest, then a wrong constant just below (the mark of another branch). */
    private static long distance(List<Fault> faults, Path path) {
        String here = path.toString();
        long distance = faults.size();
        for (Fault fault : faults) {
            if (fault.pointer().equals(here)
                    && (fault.keyword().equals("type") || fault.keyword().isEmpty())) {
                distance += 1_000_000;
            } else if (fault.keyword().equals("const") || fault.keyword().equals("enum")) {
                distance += fault.pointer().lastIndexOf('/') == here.length() ? 10_000 : 100;
            } else if (fault.keyword().equals("required")) {
                distance += 10;
            }
        }
        return distance;
    }
}
