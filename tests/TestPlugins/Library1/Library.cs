namespace TestLibrary;

public static class Library
{
    /// <summary>Is gone in version 2.</summary>
    public static string OldName() => "library 1";
}
