package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.Scope;

/** What is left to do after a part of it. */
class DerivedTest {
    private final ScopeState company = new ScopeState(Scope.COMPANY, (scope, origin, delta) -> true, Schema.PLAIN);
    private final Derived derived = new Derived(scope -> company, Schema.PLAIN);

    @Test
    void a_scope_that_was_built_anew_is_done_in_one_part() {
        derived.rebuilt(company);

        assertThat(derived.catchUpSome(1)).isFalse();
    }

    @Test
    void nothing_to_do_is_nothing_left() {
        assertThat(derived.catchUpSome(1)).isFalse();
    }
}
