namespace TestLibrary;

public static class Library
{
    /// <summary>Is new in version 2.</summary>
    public static string NewName() => "library 2";
}
