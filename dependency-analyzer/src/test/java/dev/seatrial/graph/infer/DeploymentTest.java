package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small system for each kind of file of a deployment, with its exact graph. */
class DeploymentTest {

    private static final String ORDERS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders-deployment}
            spec:
              template:
                metadata: {labels: {app: orders}}
                spec:
                  containers:
                    - name: main
                      image: shop/orders:1
                      %s
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: orders}
            spec: {selector: {app: orders}, ports: [{port: 80, targetPort: 8080}]}
            """;
    private static final String DB = """
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: 'postgres:16'}]}}}
            """;

    /**
     * A system and what its graph is.
     *
     * @param files names and texts in turn
     * @param expected components, then edges
     */
    private record Case(String name, List<String> files, List<String> expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, List<String> files, String... expected) {
        return new Case(name, files, List.of(expected));
    }

    static Stream<Case> cases() {
        return Stream.of(
                of(
                        "a compose file's variable with a default",
                        List.of("compose.yml", """
                                services:
                                  orders: {image: shop/orders, environment: {SPRING_DATASOURCE_URL: "jdbc:postgresql://${DB:-db}/o"}}
                                  db: {image: "postgres:16"}
                                """),
                        "db database",
                        "orders service",
                        "orders -> db data store /o"),
                of(
                        "a compose file's variable out of .env and a file of env_file, in a profile",
                        List.of(
                                "compose.yml",
                                """
                                services:
                                  orders:
                                    image: shop/orders
                                    profiles: [full]
                                    env_file: [orders.env]
                                    environment: ["SPRING_DATASOURCE_URL=jdbc:mysql://${DB}/o"]
                                  stock: {image: shop/stock}
                                  mydb: {image: "mysql:8"}
                                """,
                                ".env",
                                "# where\nexport DB='mydb'\n",
                                "orders.env",
                                "STOCK_URL=http://stock:80/s\n"),
                        "mydb database",
                        "orders service",
                        "stock service",
                        "orders -> mydb data store /o",
                        "orders -> stock http /s"),
                of(
                        "what a merge key brings into a compose service",
                        List.of("compose.yml", """
                                x-base: &base
                                  environment: {PAY_URL: "http://pay:80"}
                                services:
                                  orders: {<<: *base, image: shop/orders}
                                  pay: {image: shop/pay}
                                """),
                        "orders service",
                        "pay service",
                        "orders -> pay http"),
                of(
                        "a cluster's Deployment, named by its Service, with its env",
                        List.of(
                                "k8s/all.yaml",
                                ORDERS.formatted(
                                                "env: [{name: DB_HOST, value: db}, {name: SPRING_DATASOURCE_URL, value: 'jdbc:postgresql://$(DB_HOST)/o'}]")
                                        + DB),
                        "db database",
                        "orders service",
                        "orders -> db data store /o"),
                of(
                        "env out of a ConfigMap and a Secret",
                        List.of(
                                "k8s/a.yaml",
                                ORDERS.formatted("envFrom: [{configMapRef: {name: urls}}, {secretRef: {name: hidden}}]")
                                        + DB,
                                "k8s/b.yaml",
                                """
                                apiVersion: v1
                                kind: ConfigMap
                                metadata: {name: urls}
                                data: {PAY_URL: 'http://pay.shop.svc.cluster.local:8080/p'}
                                ---
                                apiVersion: v1
                                kind: Secret
                                metadata: {name: hidden}
                                data: {SPRING_DATASOURCE_URL: amRiYzpwb3N0Z3Jlc3FsOi8vZGIvbw==}
                                ---
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: pay}
                                spec: {template: {spec: {containers: [{name: pay, image: shop/pay}]}}}
                                """),
                        "db database",
                        "orders service",
                        "pay service",
                        "orders -> db data store /o",
                        "orders -> pay http /p"),
                of(
                        "single keys of a ConfigMap, and an application's file in one that is mounted",
                        List.of(
                                "k8s/a.yaml",
                                ORDERS.formatted(
                                                "env: [{name: PAY_URL, valueFrom: {configMapKeyRef: {name: c, key: pay}}}]\n"
                                                        + "      volumes: [{name: v, configMap: {name: c}}]")
                                        + DB,
                                "k8s/c.yaml",
                                """
                                apiVersion: v1
                                kind: ConfigMap
                                metadata: {name: c}
                                data:
                                  pay: http://db:80/x
                                  application.yml: |
                                    spring:
                                      datasource: {url: "jdbc:postgresql://db/o"}
                                """),
                        "db database",
                        "orders service",
                        "orders -> db data store /x",
                        "orders -> db data store /o"),
                of(
                        "an Ingress and an HTTPRoute",
                        List.of("k8s/a.yaml", ORDERS.formatted("ports: [{containerPort: 8080}]"), "k8s/i.yaml", """
                                apiVersion: networking.k8s.io/v1
                                kind: Ingress
                                metadata: {name: shop}
                                spec: {rules: [{http: {paths: [{path: /o, backend: {service: {name: orders, port: {number: 80}}}}]}}]}
                                ---
                                apiVersion: gateway.networking.k8s.io/v1
                                kind: HTTPRoute
                                metadata: {name: shop}
                                spec: {parentRefs: [{name: front}], rules: [{matches: [{path: {value: /p}}], backendRefs: [{name: orders}]}]}
                                """),
                        "front gateway",
                        "ingress gateway",
                        "orders service",
                        "front -> orders gateway /p",
                        "ingress -> orders gateway /o"),
                of(
                        "a chart with its defaults",
                        List.of(
                                "chart/Chart.yaml",
                                "name: shop\n",
                                "chart/values.yaml",
                                """
                                pay: {host: "", enabled: true}
                                off: {enabled: false}
                                extra: [{name: STOCK_URL, value: "http://shop-stock/s"}]
                                """,
                                "chart/templates/_helpers.tpl",
                                """
                                {{- define "full" -}}{{ printf "%s-%s" .Release.Name "pay" | trunc 63 | trimSuffix "-" }}{{- end }}
                                """,
                                "chart/templates/all.yaml",
                                """
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata:
                                  name: {{ .Release.Name }}-orders
                                spec:
                                  template:
                                    spec:
                                      containers:
                                        - name: orders
                                          image: "shop/orders:{{ .Values.tag | default .Chart.AppVersion }}"
                                          env:
                                            - name: PAY_URL
                                              value: {{ printf "http://%s/p" (default (include "full" .) .Values.pay.host) | quote }}
                                            {{- toYaml .Values.extra | nindent 12 }}
                                {{- range $name := list "stock" "pay" }}
                                {{- if not $.Values.off.enabled }}
                                ---
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: {{ $.Release.Name }}-{{ $name }}}
                                spec: {template: {spec: {containers: [{name: c, image: shop/{{ $name }}}]}}}
                                {{- else }}
                                kind: [broken
                                {{- end }}
                                {{- end }}
                                """),
                        "shop-orders service",
                        "shop-pay service",
                        "shop-stock service",
                        "shop-orders -> shop-pay http /p",
                        "shop-orders -> shop-stock http /s"),
                of(
                        "Envoy's clusters, Traefik's files and labels, Kong's services, nginx's template",
                        List.of(
                                "compose.yml",
                                """
                                services:
                                  orders: {image: shop/orders, labels: ["traefik.http.routers.o.rule=PathPrefix(`/o`)"]}
                                  pay: {image: shop/pay}
                                  front: {image: "traefik:3"}
                                  mesh: {image: "envoyproxy/envoy:v1", volumes: ["./envoy.yaml:/etc/envoy/envoy.yaml"]}
                                """,
                                "envoy.yaml",
                                """
                                static_resources:
                                  clusters:
                                    - name: o
                                      load_assignment: {endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: orders, port_value: 80}}}}]}]}
                                """,
                                "dynamic.yml",
                                "http: {services: {p: {loadBalancer: {servers: [{url: 'http://pay:80'}]}}}}\n",
                                "kong.yml",
                                "_format_version: '3.0'\nservices: [{name: p, url: 'http://pay:80'}]\n",
                                "web/site.conf.template",
                                "location / { }\nproxy_pass http://orders:80/;\n"),
                        "front gateway",
                        "kong gateway",
                        "mesh gateway",
                        "nginx-server gateway",
                        "orders service",
                        "pay service",
                        "front -> orders gateway",
                        "front -> pay gateway",
                        "kong -> pay gateway",
                        "mesh -> orders gateway",
                        "nginx-server -> orders gateway"),
                of(
                        "what a Dockerfile sets, exposes and starts",
                        List.of(
                                "orders/Dockerfile",
                                """
                                FROM golang AS build
                                ENV PAY_URL=http://no
                                FROM scratch
                                ENV STOCK_URL="http://stock:9000/s" X=1
                                ENTRYPOINT ["/o", "--pay.url=http://localhost:7000/p"]
                                """,
                                "orders/go.mod",
                                "module example.org/orders\n",
                                "stock/Dockerfile",
                                "FROM scratch\n",
                                "stock/go.mod",
                                "module stock\n",
                                "pay/Dockerfile",
                                "FROM scratch\nEXPOSE 7000/tcp\n",
                                "pay/go.mod",
                                "module example.org/pay/v2\n"),
                        "orders service",
                        "pay service",
                        "stock service",
                        "orders -> pay http /p",
                        "orders -> stock http /s"),
                of(
                        "names out of build files of other languages",
                        List.of(
                                "a/package.json",
                                "{\"name\": \"@shop/web\"}",
                                "a/Dockerfile",
                                "FROM node\n",
                                "b/pyproject.toml",
                                "[project]\nversion = '1'\nname = \"mailer\"\n",
                                "b/Dockerfile",
                                "FROM python\n",
                                "c/go.mod",
                                "module example.org/shop/stock\n",
                                "c/Dockerfile",
                                "FROM scratch\n",
                                "d/Rates.csproj",
                                "<Project/>",
                                "d/Dockerfile",
                                "FROM dotnet\n"),
                        "Rates service",
                        "mailer service",
                        "stock service",
                        "web service"),
                of(
                        "names of Quarkus and Micronaut",
                        List.of(
                                "q/pom.xml",
                                "<project><artifactId>x</artifactId></project>",
                                "q/src/main/resources/application.properties",
                                "quarkus.application.name=quick\n",
                                "m/build.gradle",
                                "",
                                "m/src/main/resources/application.yml",
                                "micronaut: {application: {name: tiny}}\n"),
                        "quick service",
                        "tiny service"),
                of(
                        "our own target file",
                        List.of("seatrial.yaml", """
                                seatrial: 1
                                system: shop
                                services:
                                  orders: {image: x, calls: {stock: {env: STOCK_URL}}, uses: {orders-db: {env: DB}, bus: {env: K}}}
                                  stock: {image: y}
                                resources:
                                  orders-db: {postgres: 16}
                                  bus: {kafka: 4}
                                events:
                                  placed: {publisher: orders, consumers: [stock]}
                                """),
                        "bus broker",
                        "orders service",
                        "orders-db database",
                        "stock service",
                        "orders -> bus event",
                        "orders -> bus event produces placed",
                        "orders -> orders-db data store",
                        "orders -> stock http",
                        "stock -> bus event consumes placed"),
                of(
                        "the same database in a compose file and in a cluster is one",
                        List.of(
                                "compose.yml",
                                "services:\n  my-db: {image: 'postgres:16'}\n",
                                "k8s/db.yaml",
                                DB.substring(4)),
                        "my-db database"));
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("cases")
    void theGraphIsWhatTheFilesSay(Case system) {
        SystemFiles files = new SystemFiles(directory);
        for (int i = 0; i < system.files().size(); i += 2) {
            files.with(system.files().get(i), system.files().get(i + 1));
        }
        List<String> found = new ArrayList<>(files.components());
        found.addAll(files.edges());
        assertThat(found).isEqualTo(system.expected());
        assertThat(files.graph().warnings())
                .extracting(Object::toString)
                .noneMatch(w -> w.contains("no valid") || w.contains("rendered"));
    }
}
