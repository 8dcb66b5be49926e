package org.tillmesh.app.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.people.PeopleAnswers;

/** Tiles of users beside a field for a PIN. */
interface LoginView {
    /** @param locked whether somebody is logged in behind it; @param loading whether the users are not known yet */
    void users(
            List<PeopleAnswers.Session> users, PeopleAnswers.@Nullable Session chosen, boolean locked, boolean loading);

    /** With ASCII digits. */
    String pin();

    void clearPin();

    void focusPin();

    /** Why the PIN did not open; empty for nothing. */
    void problem(String words);

    void offerNewPin(NewPinPresenter offered);
}
