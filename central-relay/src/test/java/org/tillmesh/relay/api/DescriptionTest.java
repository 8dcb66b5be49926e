package org.tillmesh.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.Office;

/** What head office says of its API is made of the table of routes, and holds what it held before. */
class DescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Route> ROUTES = Api.routes(
            new Office(
                    null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null),
            () -> null);

    private static JsonNode served() throws IOException {
        Route route = ROUTES.stream()
                .filter(each -> each.path().equals(ApiGuard.DESCRIPTION_PATH))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(route.handler().answer(null).body());
    }

    /** An integrator's program that was made by the description of before goes on. */
    @Test
    void every_path_parameter_field_and_answer_of_before_is_there_still() throws IOException {
        JsonNode before = JSON.readTree(Reply.resource(DescriptionTest.class, "openapi-before-people.json"));
        var lost = new TreeSet<String>();
        compare("", before.path("paths"), served().path("paths"), lost);
        compare("", before.path("components"), served().path("components"), lost);
        assertThat(lost).isEmpty();
    }

    private static void compare(String path, JsonNode before, JsonNode now, TreeSet<String> lost) {
        if (now.isMissingNode()) {
            lost.add(path);
        } else if (before.isObject()) {
            before.properties().forEach(each -> {
                if (!List.of("summary", "description", "examples").contains(each.getKey())) {
                    compare(path + "/" + each.getKey(), each.getValue(), now.path(each.getKey()), lost);
                }
            });
        } else if (before.isArray()) {
            var there = new TreeSet<String>();
            now.forEach(each -> there.add(named(each)));
            before.forEach(each -> {
                if (!there.contains(named(each))) {
                    lost.add(path + " " + named(each));
                }
            });
        } else if (!path.endsWith("default") && !before.equals(now)) {
            lost.add(path + " was " + before + ", is " + now);
        }
    }

    /** A parameter by its name, anything else by all of it. */
    private static String named(JsonNode each) {
        return each.has("name") ? each.path("name").asText() : each.toString();
    }

    @Test
    void every_address_says_its_right_its_limit_and_what_it_refuses() throws IOException {
        JsonNode paths = served().path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String name = method.getKey() + " " + path.getKey();
                if (path.getKey().equals("/health")) {
                    continue;
                }
                JsonNode said = method.getValue();
                Route route = ROUTES.stream()
                        .filter(each -> each.path().equals(path.getKey())
                                && each.method().toLowerCase(Locale.ROOT).equals(method.getKey()))
                        .findFirst()
                        .orElseThrow();
                assertThat(said.path("x-right").asText())
                        .as(name)
                        .isEqualTo(route.need().area().word(route.isChange()));
                assertThat(said.path("x-body-bytes-max").asInt(-1)).as(name).isEqualTo(route.bodyMax());
                assertThat(said.path("responses").has("403")).as(name).isTrue();
            }
        }
        JsonNode till = served().at(
                        "/paths/~1api~1v1~1tills/get/responses/200/content/application~1json/schema/properties/tills/items/properties");
        assertThat(till.at("/protected/type").asText()).isEqualTo("boolean");
        assertThat(till.at("/lastHeard/format").asText()).isEqualTo("date-time");
        assertThat(till.at("/chainHead/properties/icv/type").asText()).isEqualTo("integer");
    }

    /** An address without a right would be everybody's. */
    @Test
    void every_address_of_the_api_is_of_an_area() {
        assertThat(ROUTES)
                .filteredOn(route -> route.right() == Right.TOKEN && route.need().area() == Area.ANY)
                .extracting(Route::path)
                .containsExactly(ApiGuard.DESCRIPTION_PATH);
    }
}
