namespace CloudStack;

/// <summary>A virtual machine's password.</summary>
[View("password")]
public sealed record VirtualMachinePassword
{
    /// <summary>The password, encrypted with the public SSH key of the VM, in base64.</summary>
    public string? EncryptedPassword { get; init; }
}
