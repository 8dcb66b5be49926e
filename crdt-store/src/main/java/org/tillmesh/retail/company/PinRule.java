package org.tillmesh.retail.company;

/**
 * How long a PIN is, and that it is of ASCII digits: {@code 0} to {@code 9}. Head office never sees a PIN that a till's
 * user chooses, so whoever makes a verifier asks here first.
 */
public record PinRule(int digitsMin, int digitsMax) {
    private static final int DIGITS_MAX = 12;
    private static final int CASHIER_DIGITS_MIN = 4;
    private static final int MANAGER_DIGITS_MIN = 6;

    /** Whoever is more than a cashier may approve something, so that PIN is as long as a manager's. @param demo whether it is the public demo company, whose manager has four digits too */
    public static PinRule of(Role role, boolean demo) {
        return new PinRule(!role.equals(Role.CASHIER) && !demo ? MANAGER_DIGITS_MIN : CASHIER_DIGITS_MIN, DIGITS_MAX);
    }

    public boolean allows(String pin) {
        return pin.matches("[0-9]{" + digitsMin + "," + digitsMax + "}");
    }

    /** For example {@code 4 to 12 digits}. */
    @Override
    public String toString() {
        return digitsMin + " to " + digitsMax + " digits";
    }
}
