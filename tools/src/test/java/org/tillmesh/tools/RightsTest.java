package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.company.RoleRight;
import org.tillmesh.till.people.Act;

/** Head office can give a role the right to whatever needs one at a till. */
class RightsTest {
    @Test
    void every_act_that_needs_a_right_is_one_that_head_office_can_give() {
        assertThat(Arrays.stream(RoleRight.values()).map(Enum::name))
                .containsAll(Arrays.stream(Act.values()).map(Enum::name).toList());
    }
}
