package org.tillmesh.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.Office;

/** The description of the API and what is answered are the same. */
class RoutesTest {
    @Test
    void the_description_has_every_address_with_its_parameters_and_no_other() throws Exception {
        var described = new TreeMap<String, TreeSet<String>>();
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream("openapi.json"))) {
            JsonNode whole = JsonMapper.builder().build().readTree(in);
            JsonNode paths = whole.path("paths");
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    var names = new TreeSet<String>();
                    for (JsonNode parameter : method.getValue().path("parameters")) {
                        String elsewhere = parameter.path("$ref").asText().replace("#", "");
                        JsonNode read = elsewhere.isEmpty() ? parameter : whole.at(elsewhere);
                        String name = read.path("name").asText();
                        names.add(read.path("in").asText().equals("path") ? "{" + name + "}" : name);
                    }
                    described.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), names);
                }
            }
        }
        var answered = new TreeMap<String, TreeSet<String>>();
        for (Route route : Api.routes(
                new Office(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null, null),
                () -> null)) {
            var names = new TreeSet<>(route.parameters());
            String last = route.path().substring(route.path().lastIndexOf('/') + 1);
            if (last.startsWith("{")) {
                names.add(last);
            }
            answered.put(route.method() + " " + route.path(), names);
        }
        answered.remove("GET /api/v1/openapi.json");
        assertThat(described).isEqualTo(answered);
    }

    /** What a request with a body takes is described, every answer too, and every reference leads somewhere. */
    @Test
    void every_body_and_answer_is_described_and_no_reference_leads_nowhere() throws Exception {
        JsonNode whole = JsonMapper.builder().build().readTree(Api.class.getResourceAsStream("openapi.json"));
        for (Map.Entry<String, JsonNode> path : whole.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode described = method.getValue();
                String name = method.getKey() + " " + path.getKey();
                assertThat(described.path("summary").asText()).as(name).isNotEmpty();
                assertThat(described.path("responses").has("200")).as(name).isTrue();
                described.path("responses").forEach(answer -> assertThat(
                                answer.has("description") || answer.has("$ref"))
                        .as(name)
                        .isTrue());
                if (method.getKey().equals("put")) {
                    assertThat(described
                                    .at("/requestBody/content/application~1json/schema")
                                    .isMissingNode())
                            .as(name)
                            .isFalse();
                }
            }
        }
        for (JsonNode reference : whole.findValues("$ref")) {
            assertThat(whole.at(reference.asText().replace("#", "")).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }
}
