package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a method and a path to whoever answers it. */
class RouterTest {
    private final Sessions sessions = new Sessions("right"::equals, () -> 0);
    private final Routes routes = new Routes(List.of(
            Route.page("/", asked -> Reply.html(200, "page")),
            Route.post("/tidy", asked -> Reply.html(200, "tidied")).of(Right.SESSION),
            Route.post("/import", asked -> Reply.html(200, "imported"))
                    .importing(1_000)
                    .guarded(head -> head.contentType().equals("text/csv")
                            ? Optional.empty()
                            : Optional.of(Reply.error(415, "BAD_VALUE", "csv")))));
    private final Router router = new Router(
            routes,
            head -> routes.find(head.method(), head.path()).isPresent()
                    ? Optional.empty()
                    : Optional.of(Reply.error(404, "UNKNOWN_COMMAND", "none")),
            sessions,
            (asked, work) -> work.get());

    private static Asked asked(String method, String path, String cookie, String type) {
        return new Asked(
                method, path, Map.of(), Map.of(Sessions.COOKIE, cookie), "", "", "", type, new byte[0], "127.0.0.1");
    }

    private static int refusal(Site.Verdict verdict) {
        return verdict.refusal() == null ? 0 : verdict.refusal().status();
    }

    @Test
    void who_is_not_logged_in_is_sent_to_the_first_page() {
        String session = sessions.begin("right", "127.0.0.1").orElseThrow();

        assertThat(router.answer(asked("POST", "/tidy", "", "")).status()).isEqualTo(303);
        assertThat(router.answer(asked("POST", "/tidy", session, "")).status()).isEqualTo(200);
        assertThat(router.answer(asked("GET", "/", "", "")).status()).isEqualTo(200);
    }

    @Test
    void a_head_is_judged_by_the_guard_of_all_and_then_by_the_route_s_own() {
        assertThat(refusal(router.judge(asked("GET", "/nowhere", "", "")))).isEqualTo(404);
        assertThat(refusal(router.judge(asked("POST", "/import", "", "text/html"))))
                .isEqualTo(415);

        Site.Verdict taken = router.judge(asked("POST", "/import", "", "text/csv"));
        assertThat(refusal(taken)).isZero();
        assertThat(taken.bodyMax()).isEqualTo(1_000);
        assertThat(taken.lane()).isEqualTo(Lane.IMPORT);
    }

    @Test
    void a_name_in_braces_stands_for_any_last_step_that_is_no_address_itself() {
        var named = new Routes(List.of(
                Route.get("/lists", asked -> Reply.html(200, "all")),
                Route.get("/lists/{id}", asked -> Reply.html(200, asked.lastStep())),
                Route.delete("/lists/{id}", asked -> Reply.html(200, "gone")),
                Route.get("/lists/doubled", asked -> Reply.html(200, "doubled"))));

        assertThat(said(named, "/lists")).isEqualTo("all");
        assertThat(said(named, "/lists/week")).isEqualTo("week");
        assertThat(said(named, "/lists/doubled")).isEqualTo("doubled");
        assertThat(named.methods("/lists/week")).containsExactly("DELETE", "GET");
        assertThat(named.find("GET", "/lists/")).isEmpty();
        assertThat(named.find("GET", "/lists/week/prices")).isEmpty();
        assertThat(named.find("GET", "/week")).isEmpty();
        assertThat(named.find("PUT", "/lists/week")).isEmpty();
    }

    private static String said(Routes routes, String path) {
        Route route = routes.find("GET", path).orElseThrow();
        return new String(route.handler().answer(asked("GET", path, "", "")).body(), StandardCharsets.UTF_8);
    }

    @Test
    void one_address_is_declared_once() {
        Route page = Route.page("/", asked -> Reply.html(200, ""));

        assertThatThrownBy(() -> new Routes(List.of(page, page)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET / is declared twice");
    }
}
